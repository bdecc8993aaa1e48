// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.outbox.Outbox;
import dev.hornero.projectservice.projectenv.model.ArgResolution;
import dev.hornero.projectservice.projectenv.model.ArgumentResolver;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildFailure;
import dev.hornero.projectservice.projectenv.model.BuildQueue;
import dev.hornero.projectservice.projectenv.model.BuildRequirements;
import dev.hornero.projectservice.projectenv.model.BuildState;
import dev.hornero.projectservice.projectenv.model.DockerfileEvaluator;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import dev.hornero.projectservice.projectenv.model.ScanResult;
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
    private final ProjectEnvDeletion deletion;
    private final ArgVault vault;
    private final BuildEvents events;
    private final Outbox outbox;

    BuildProgress(
            Builds builds,
            ProjectEnvs projectEnvs,
            ProjectEnvDeletion deletion,
            ArgVault vault,
            BuildEvents events,
            Outbox outbox) {
        this.builds = builds;
        this.projectEnvs = projectEnvs;
        this.deletion = deletion;
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

    private static Optional<DockerfileEvaluator> dockerfile(Build build) {
        return build.state().scanResult().flatMap(scan -> scan.dockerfile(build.input().target()));
    }

    /**
     * Of what the builds of a ProjectEnv are missing now, the names that an empty value serves for.
     */
    Set<String> missingThatMayBeEmpty(ProjectEnvId id) {
        ProjectEnv projectEnv = projectEnvs.lock(id).orElseThrow();
        SealedArgs shared = shared(projectEnv);
        Set<String> names = new HashSet<>();
        for (Build build : builds.unended(id)) {
            if (build.state() instanceof BuildState.AwaitingValues(var scan, _)) {
                names.addAll(missingThatMayBeEmpty(projectEnv, build, scan, shared));
            }
        }
        return names;
    }

    private List<String> missingThatMayBeEmpty(
            ProjectEnv projectEnv, Build build, ScanResult scan, SealedArgs shared) {
        SealedArgs args = vault.load(ArgScope.ofBuild(build.id())).over(shared);
        try {
            return needs(build, scan, args) instanceof BuildRequirements.Known known
                            && resolve(projectEnv, known, args)
                                    instanceof ArgResolution.Missing missing
                    ? ArgumentResolver.mayBeEmpty(known, missing)
                    : List.of();
        } catch (UnreadableArgException e) {
            // The build ends by it as soon as it is looked at
            return List.of();
        }
    }

    private SealedArgs shared(ProjectEnv projectEnv) {
        return vault.load(
                ArgScope.ofProjectEnv(projectEnv.id()), ArgScope.ofProject(projectEnv.project()));
    }

    /** An event of a build: its state may change, and others may go on then. */
    void change(ProjectEnv projectEnv, Build build, UnaryOperator<BuildState> transition) {
        BuildState next = transition.apply(build.state());
        if (!next.equals(build.state())) {
            save(projectEnv, build, next);
            advance(projectEnv);
            if (next.hasEnded()) {
                deleteIfLast(projectEnv, build);
            }
        }
    }

    /** Ends a build that no orchestrator knows of. */
    void cancel(ProjectEnv projectEnv, Build build, String by) {
        outbox.append(
                events.cancelled(projectEnv, build, by), build.id(), build.origin().traceparent());
        change(projectEnv, build, state -> state.ended(BuildEnd.CANCELLED));
    }

    /** Ends a build that cannot go on. */
    void fail(ProjectEnv projectEnv, Build build, BuildFailure failure) {
        publish(projectEnv, build, failure);
        change(projectEnv, build, state -> state.ended(BuildEnd.FAILED));
    }

    /** As {@link #fail}; its own values stay for the build that a replay starts in its place. */
    void giveUp(ProjectEnv projectEnv, Build build, BuildFailure failure) {
        if (projectEnv.life() == ProjectEnv.Life.ALIVE) {
            builds.giveUp(build.id());
        }
        fail(projectEnv, build, failure);
    }

    private void publish(ProjectEnv projectEnv, Build build, BuildFailure failure) {
        LOG.warnf("Build cannot go on buildId=%s reason=%s", build.id(), failure.message());
        outbox.append(
                events.failed(projectEnv, build, failure),
                build.id(),
                build.origin().traceparent());
    }

    private void save(ProjectEnv projectEnv, Build build, BuildState next) {
        builds.change(build.id(), next);
        if (next.hasEnded()) {
            if (!builds.givenUp(projectEnv.id()).contains(build.id())) {
                vault.forget(ArgScope.ofBuild(build.id()));
            }
            LOG.infof("Build ended buildId=%s", build.id());
        }
    }

    private void deleteIfLast(ProjectEnv projectEnv, Build build) {
        if (projectEnv.life() == ProjectEnv.Life.ENDING
                && builds.unended(projectEnv.id()).isEmpty()) {
            deletion.complete(projectEnv, build.origin().traceparent());
        }
    }

    private void advance(ProjectEnv projectEnv) {
        SequencedMap<BuildId, Build> unended = new LinkedHashMap<>();
        builds.unended(projectEnv.id()).forEach(build -> unended.put(build.id(), build));
        SealedArgs shared = shared(projectEnv);
        List<BuildQueue.Entry> entries =
                unended.values().stream()
                        .flatMap(build -> entry(projectEnv, build, shared).stream())
                        .toList();
        for (BuildQueue.Step step : BuildQueue.decide(entries)) {
            apply(step, projectEnv, Objects.requireNonNull(unended.get(step.id())));
        }
    }

    /** None for a build that is the orchestrator's. */
    private Optional<BuildQueue.Entry> entry(
            ProjectEnv projectEnv, Build build, SealedArgs shared) {
        return switch (build.state()) {
            case BuildState.AwaitingScan _ ->
                    Optional.of(new BuildQueue.Entry.Unscanned(build.id()));
            case BuildState.AwaitingValues(var scan, var asked) ->
                    Optional.of(entry(projectEnv, build, scan, asked, shared));
            case BuildState.Unreadable(var published) ->
                    published
                            ? Optional.empty()
                            : Optional.of(
                                    new BuildQueue.Entry.Unusable(
                                            build.id(),
                                            BuildFailure.unusable(
                                                    "What is kept of its scan cannot be read any"
                                                            + " more.")));
            case BuildState.Resolved _, BuildState.Ended _ -> Optional.empty();
        };
    }

    private BuildQueue.Entry entry(
            ProjectEnv projectEnv,
            Build build,
            ScanResult scan,
            Optional<ArgResolution.Missing> asked,
            SealedArgs shared) {
        SealedArgs args = vault.load(ArgScope.ofBuild(build.id())).over(shared);
        try {
            return switch (needs(build, scan, args)) {
                case BuildRequirements.Known known ->
                        new BuildQueue.Entry.Scanned(
                                build.id(), resolve(projectEnv, known, args), asked);
                case BuildRequirements.Unbuildable(var why) ->
                        new BuildQueue.Entry.Unusable(build.id(), BuildFailure.unbuildable(why));
            };
        } catch (UnreadableArgException e) {
            return new BuildQueue.Entry.Unusable(
                    build.id(), BuildFailure.unusable(String.valueOf(e.getMessage())));
        }
    }

    private BuildRequirements needs(Build build, ScanResult scan, SealedArgs args) {
        Optional<DockerfileEvaluator> dockerfile = scan.dockerfile(build.input().target());
        if (dockerfile.isEmpty()) {
            return new BuildRequirements.Known(
                    scan.arguments(), scan.buildSecrets(), Optional.empty());
        }
        Set<String> names = args.names();
        return dockerfile.get().needs(vault.open(args, dockerfile.get().known(names)), names);
    }

    private ArgResolution resolve(
            ProjectEnv projectEnv, BuildRequirements.Known needs, SealedArgs args) {
        return ArgumentResolver.resolve(
                needs,
                projectEnv.settings().softArguments(),
                vault.open(args, ArgumentResolver.names(needs)));
    }

    private void apply(BuildQueue.Step step, ProjectEnv projectEnv, Build build) {
        switch (step) {
            case BuildQueue.Step.AskForValues(_, var missing) -> {
                builds.change(
                        build.id(),
                        new BuildState.AwaitingValues(scan(build), Optional.of(missing)));
                outbox.append(
                        events.needsValues(projectEnv, build, missing),
                        build.id(),
                        build.origin().traceparent());
                LOG.infof(
                        "Build needs values buildId=%s arguments=%s", build.id(), missing.names());
            }
            case BuildQueue.Step.Resolve(_, var args) ->
                    publishResolved(projectEnv, build, scan(build), args);
            case BuildQueue.Step.Fail(_, var failure) -> end(projectEnv, build, failure);
        }
    }

    private static ScanResult scan(Build build) {
        return build.state().scanResult().orElseThrow();
    }

    private void publishResolved(
            ProjectEnv projectEnv, Build build, ScanResult scan, ArgResolution.Complete args) {
        long sequence = projectEnvs.nextSequence(projectEnv.id());
        ArgsResolved event;
        try {
            event = events.resolved(projectEnv, build, scan, args, sequence);
        } catch (UnsealableException e) {
            end(projectEnv, build, BuildFailure.unusable(e.getMessage() + "."));
            return;
        }
        if (!outbox.fits(event)) {
            end(projectEnv, build, BuildFailure.tooLarge());
            return;
        }
        projectEnvs.takeSequence(projectEnv.id(), sequence);
        builds.change(build.id(), new BuildState.Resolved(scan, sequence));
        outbox.append(event, build.id(), build.origin().traceparent());
        LOG.infof("Build resolved buildId=%s sequence=%d", build.id(), sequence);
    }

    /** Where those behind it are decided on already. */
    private void end(ProjectEnv projectEnv, Build build, BuildFailure failure) {
        publish(projectEnv, build, failure);
        save(projectEnv, build, build.state().ended(BuildEnd.FAILED));
    }
}
