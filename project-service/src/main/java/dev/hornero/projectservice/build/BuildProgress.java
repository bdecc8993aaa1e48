// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.build.ArgsResolved;
import dev.hornero.events.build.BuildEnd;
import dev.hornero.projectservice.args.ArgScope;
import dev.hornero.projectservice.args.ArgVault;
import dev.hornero.projectservice.args.ArgumentResolver;
import dev.hornero.projectservice.args.Resolution;
import dev.hornero.projectservice.args.WaitingBuilds;
import dev.hornero.projectservice.outbox.Outbox;
import dev.hornero.projectservice.projectenv.ProjectEnv;
import dev.hornero.projectservice.projectenv.ProjectEnvEnd;
import dev.hornero.projectservice.projectenv.ProjectEnvs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Moves builds on. Every method stands in a transaction that has locked the ProjectEnv, or locks it
 * itself; so a scan that arrives and a value that is given see each other.
 */
@ApplicationScoped
class BuildProgress implements WaitingBuilds {
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

    @Override
    public void valuesChanged(ProjectEnvId id) {
        advance(projectEnvs.lock(id).orElseThrow());
    }

    /** News of a build: where it stands may change, and others may go on then. */
    void change(ProjectEnv projectEnv, Build build, UnaryOperator<Standing> transition) {
        Standing next = transition.apply(build.standing());
        if (!next.equals(build.standing())) {
            enter(build, next);
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

    private void enter(Build build, Standing next) {
        builds.change(build.id(), next);
        if (next.hasEnded()) {
            vault.forget(ArgScope.ofBuild(build.id()));
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
        List<BuildQueue.Place> places =
                unended.values().stream()
                        .flatMap(build -> place(projectEnv, build).stream())
                        .toList();
        for (BuildQueue.Step step : BuildQueue.decide(places)) {
            take(step, projectEnv, Objects.requireNonNull(unended.get(step.id())));
        }
    }

    /** None for a build that is the orchestrator's. */
    private Optional<BuildQueue.Place> place(ProjectEnv projectEnv, Build build) {
        return switch (build.standing()) {
            case Standing.AwaitingScan _ -> Optional.of(new BuildQueue.Place.Unscanned(build.id()));
            case Standing.AwaitingValues(var finding, var asked) ->
                    Optional.of(
                            new BuildQueue.Place.Scanned(
                                    build.id(), resolve(projectEnv, build, finding), asked));
            case Standing.Released _, Standing.Ended _ -> Optional.empty();
        };
    }

    private Resolution resolve(ProjectEnv projectEnv, Build build, Finding finding) {
        return ArgumentResolver.resolve(
                finding.arguments(),
                finding.buildSecrets(),
                vault.open(
                        ArgScope.ofBuild(build.id()),
                        ArgScope.ofProjectEnv(projectEnv.id()),
                        ArgScope.ofProject(projectEnv.project())));
    }

    private void take(BuildQueue.Step step, ProjectEnv projectEnv, Build build) {
        Finding finding = build.standing().known().orElseThrow();
        switch (step) {
            case BuildQueue.Step.Ask(_, var names) -> {
                builds.change(build.id(), new Standing.AwaitingValues(finding, names));
                outbox.append(
                        events.needsValues(projectEnv, build, names),
                        build.id(),
                        build.origin().traceparent());
                LOG.infof("Build needs values buildId=%s names=%s", build.id(), names);
            }
            case BuildQueue.Step.Release(_, var resolved) ->
                    release(projectEnv, build, finding, resolved);
        }
    }

    private void release(
            ProjectEnv projectEnv, Build build, Finding finding, Resolution.Resolved resolved) {
        long sequence = projectEnvs.nextSequence(projectEnv.id());
        ArgsResolved event = events.resolved(projectEnv, build, finding, resolved, sequence);
        if (!outbox.fits(event)) {
            LOG.warnf("Build has values too large for the broker buildId=%s", build.id());
            outbox.append(
                    events.cancelled(projectEnv, build, OversizedBuilds.BY),
                    build.id(),
                    build.origin().traceparent());
            enter(build, build.standing().ended(BuildEnd.CANCELLED));
            return;
        }
        projectEnvs.takeSequence(projectEnv.id(), sequence);
        builds.change(build.id(), new Standing.Released(finding, sequence));
        outbox.append(event, build.id(), build.origin().traceparent());
        LOG.infof("Build resolved buildId=%s sequence=%d", build.id(), sequence);
    }
}
