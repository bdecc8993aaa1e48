// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.outbox.Outbox;
import dev.hornero.projectservice.projectenv.model.ArgumentResolver;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildFailure;
import dev.hornero.projectservice.projectenv.model.BuildQueue;
import dev.hornero.projectservice.projectenv.model.Finding;
import dev.hornero.projectservice.projectenv.model.Needs;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import dev.hornero.projectservice.projectenv.model.ReadDockerfile;
import dev.hornero.projectservice.projectenv.model.Resolution;
import dev.hornero.projectservice.projectenv.model.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Moves builds on. Every method stands in a transaction that has locked the ProjectEnv, or locks it
 * itself; so a scan that arrives and a value that is given see each other.
 */
@ApplicationScoped
class BuildProgress {
    private static final Logger LOG = Logger.getLogger(BuildProgress.class);

    private final Builds builds;
    private final ProjectEnvs projectEnvs;
    private final ProjectEnvEnd projectEnvEnd;
    private final ArgVault vault;
    private final BuildEvents events;
    private final Outbox outbox;

    BuildProgress(
            Builds builds,
            ProjectEnvs projectEnvs,
            ProjectEnvEnd projectEnvEnd,
            ArgVault vault,
            BuildEvents events,
            Outbox outbox) {
        this.builds = builds;
        this.projectEnvs = projectEnvs;
        this.projectEnvEnd = projectEnvEnd;
        this.vault = vault;
        this.events = events;
        this.outbox = outbox;
    }

    /** Values of a ProjectEnv or its project, or its settings, changed in this transaction. */
    void valuesChanged(ProjectEnvId id) {
        advance(projectEnvs.lock(id).orElseThrow());
    }

    /**
     * Of some names those whose value would have no effect, each with the reason, as the Dockerfile
     * of the last build says whose scan has answered; none where no scan has.
     */
    SortedMap<String, String> objections(ProjectEnvId id, Set<String> names) {
        SortedMap<String, String> objections = new TreeMap<>();
        builds.lastScanned(id)
                .flatMap(BuildProgress::dockerfile)
                .ifPresent(dockerfile ->
                        names.forEach(name ->
                                dockerfile
                                        .objection(name)
                                        .ifPresent(why -> objections.put(name, why))));
        return objections;
    }

    private static Optional<ReadDockerfile> dockerfile(Build build) {
        return build.standing()
                .known()
                .flatMap(finding -> finding.dockerfile(build.input().target()));
    }

    /**
     * Of what the builds of a ProjectEnv are missing now, the names that an empty value serves for.
     */
    Set<String> missingThatMayBeEmpty(ProjectEnvId id) {
        ProjectEnv projectEnv = projectEnvs.lock(id).orElseThrow();
        ArgVault.Kept shared = shared(projectEnv);
        Set<String> names = new HashSet<>();
        for (Build build : builds.unended(id)) {
            if (build.standing() instanceof Standing.AwaitingValues(var finding, _)) {
                names.addAll(missingThatMayBeEmpty(projectEnv, build, finding, shared));
            }
        }
        return names;
    }

    private List<String> missingThatMayBeEmpty(
            ProjectEnv projectEnv, Build build, Finding finding, ArgVault.Kept shared) {
        ArgVault.Kept kept = vault.kept(ArgScope.ofBuild(build.id())).over(shared);
        try {
            return needs(build, finding, kept) instanceof Needs.Known known
                            && resolve(projectEnv, known, kept)
                                    instanceof Resolution.Missing missing
                    ? ArgumentResolver.mayBeEmpty(known, missing)
                    : List.of();
        } catch (UnreadableArgException e) {
            // The build ends by it as soon as it is looked at
            return List.of();
        }
    }

    private ArgVault.Kept shared(ProjectEnv projectEnv) {
        return vault.kept(
                ArgScope.ofProjectEnv(projectEnv.id()), ArgScope.ofProject(projectEnv.project()));
    }

    /** News of a build: where it stands may change, and others may go on then. */
    void change(ProjectEnv projectEnv, Build build, UnaryOperator<Standing> transition) {
        Standing next = transition.apply(build.standing());
        if (!next.equals(build.standing())) {
            enter(projectEnv, build, next);
            advance(projectEnv);
            if (next.hasEnded()) {
                letGoIfLast(projectEnv, build);
            }
        }
    }

    /** Ends a build that no orchestrator knows of. */
    void cancel(ProjectEnv projectEnv, Build build, String by) {
        outbox.append(
                events.cancelled(projectEnv, build, by), build.id(), build.origin().traceparent());
        change(projectEnv, build, standing -> standing.ended(BuildEnd.CANCELLED));
    }

    /** Ends a build that cannot go on. */
    void fail(ProjectEnv projectEnv, Build build, BuildFailure failure) {
        tell(projectEnv, build, failure);
        change(projectEnv, build, standing -> standing.ended(BuildEnd.FAILED));
    }

    /** As {@link #fail}; its own values stay for the build that a replay starts in its place. */
    void giveUp(ProjectEnv projectEnv, Build build, BuildFailure failure) {
        if (projectEnv.life() == ProjectEnv.Life.ALIVE) {
            builds.giveUp(build.id());
        }
        fail(projectEnv, build, failure);
    }

    private void tell(ProjectEnv projectEnv, Build build, BuildFailure failure) {
        LOG.warnf("Build cannot go on buildId=%s reason=%s", build.id(), failure.message());
        outbox.append(
                events.failed(projectEnv, build, failure),
                build.id(),
                build.origin().traceparent());
    }

    private void enter(ProjectEnv projectEnv, Build build, Standing next) {
        builds.change(build.id(), next);
        if (next.hasEnded()) {
            if (!builds.givenUp(projectEnv.id()).contains(build.id())) {
                vault.forget(ArgScope.ofBuild(build.id()));
            }
            LOG.infof("Build ended buildId=%s", build.id());
        }
    }

    private void letGoIfLast(ProjectEnv projectEnv, Build build) {
        if (projectEnv.life() == ProjectEnv.Life.ENDING
                && builds.unended(projectEnv.id()).isEmpty()) {
            projectEnvEnd.letGo(projectEnv, build.origin().traceparent());
        }
    }

    private void advance(ProjectEnv projectEnv) {
        SequencedMap<BuildId, Build> unended = new LinkedHashMap<>();
        builds.unended(projectEnv.id()).forEach(build -> unended.put(build.id(), build));
        ArgVault.Kept shared = shared(projectEnv);
        List<BuildQueue.Place> places =
                unended.values().stream()
                        .flatMap(build -> place(projectEnv, build, shared).stream())
                        .toList();
        for (BuildQueue.Step step : BuildQueue.decide(places)) {
            take(step, projectEnv, Objects.requireNonNull(unended.get(step.id())));
        }
    }

    /** None for a build that is the orchestrator's. */
    private Optional<BuildQueue.Place> place(
            ProjectEnv projectEnv, Build build, ArgVault.Kept shared) {
        return switch (build.standing()) {
            case Standing.AwaitingScan _ -> Optional.of(new BuildQueue.Place.Unscanned(build.id()));
            case Standing.AwaitingValues(var finding, var asked) ->
                    Optional.of(place(projectEnv, build, finding, asked, shared));
            case Standing.Unreadable(var released) ->
                    released
                            ? Optional.empty()
                            : Optional.of(
                                    new BuildQueue.Place.Unusable(
                                            build.id(),
                                            BuildFailure.unusable(
                                                    "What is kept of its scan cannot be read any"
                                                            + " more.")));
            case Standing.Released _, Standing.Ended _ -> Optional.empty();
        };
    }

    private BuildQueue.Place place(
            ProjectEnv projectEnv,
            Build build,
            Finding finding,
            Optional<Resolution.Missing> asked,
            ArgVault.Kept shared) {
        ArgVault.Kept kept = vault.kept(ArgScope.ofBuild(build.id())).over(shared);
        try {
            return switch (needs(build, finding, kept)) {
                case Needs.Known known ->
                        new BuildQueue.Place.Scanned(
                                build.id(), resolve(projectEnv, known, kept), asked);
                case Needs.Unbuildable(var why) ->
                        new BuildQueue.Place.Unusable(build.id(), BuildFailure.unbuildable(why));
            };
        } catch (UnreadableArgException e) {
            return new BuildQueue.Place.Unusable(
                    build.id(), BuildFailure.unusable(String.valueOf(e.getMessage())));
        }
    }

    private Needs needs(Build build, Finding finding, ArgVault.Kept kept) {
        Optional<ReadDockerfile> dockerfile = finding.dockerfile(build.input().target());
        if (dockerfile.isEmpty()) {
            return new Needs.Known(finding.arguments(), finding.buildSecrets(), Optional.empty());
        }
        Set<String> names = kept.names();
        return dockerfile.get().needs(vault.open(kept, dockerfile.get().known(names)), names);
    }

    private Resolution resolve(ProjectEnv projectEnv, Needs.Known needs, ArgVault.Kept kept) {
        return ArgumentResolver.resolve(
                needs,
                projectEnv.settings().softArguments(),
                vault.open(kept, ArgumentResolver.names(needs)));
    }

    private void take(BuildQueue.Step step, ProjectEnv projectEnv, Build build) {
        switch (step) {
            case BuildQueue.Step.Ask(_, var missing) -> {
                builds.change(
                        build.id(),
                        new Standing.AwaitingValues(finding(build), Optional.of(missing)));
                outbox.append(
                        events.needsValues(projectEnv, build, missing),
                        build.id(),
                        build.origin().traceparent());
                LOG.infof("Build needs values buildId=%s names=%s", build.id(), missing.names());
            }
            case BuildQueue.Step.Release(_, var resolved) ->
                    release(projectEnv, build, finding(build), resolved);
            case BuildQueue.Step.Fail(_, var failure) -> end(projectEnv, build, failure);
        }
    }

    private static Finding finding(Build build) {
        return build.standing().known().orElseThrow();
    }

    private void release(
            ProjectEnv projectEnv, Build build, Finding finding, Resolution.Resolved resolved) {
        long sequence = projectEnvs.nextSequence(projectEnv.id());
        ArgsResolved event;
        try {
            event = events.resolved(projectEnv, build, finding, resolved, sequence);
        } catch (UnsealableException e) {
            end(projectEnv, build, BuildFailure.unusable(e.getMessage() + "."));
            return;
        }
        if (!outbox.fits(event)) {
            end(projectEnv, build, BuildFailure.tooLarge());
            return;
        }
        projectEnvs.takeSequence(projectEnv.id(), sequence);
        builds.change(build.id(), new Standing.Released(finding, sequence));
        outbox.append(event, build.id(), build.origin().traceparent());
        LOG.infof("Build resolved buildId=%s sequence=%d", build.id(), sequence);
    }

    /** Where those behind it are decided on already. */
    private void end(ProjectEnv projectEnv, Build build, BuildFailure failure) {
        tell(projectEnv, build, failure);
        enter(projectEnv, build, build.standing().ended(BuildEnd.FAILED));
    }
}
