// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.orchestrator.imagebuild.model.Build;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.ClusterRejectionException;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Observation.JobState;
import dev.hornero.orchestrator.imagebuild.model.Observed;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.registry.ImageDestination;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Jobs and ledgers in memory, and the watch of them. Nothing runs in it by itself. Every change is
 * a line of the journal.
 */
public final class FakeCluster implements BuildCluster {
    private final List<String> journal;
    private final Map<String, Observation> jobs = new LinkedHashMap<>();
    private final Map<ProjectEnvId, Ledger> ledgers = new LinkedHashMap<>();
    private Optional<View> old = Optional.empty();
    private Optional<ClusterRejectionException> rejection = Optional.empty();
    private boolean verdictsForbidden;
    private int versions;
    private final Watch watch = new Watch();

    private record View(Map<String, Observation> jobs, Map<ProjectEnvId, Ledger> ledgers) {}

    public FakeCluster(List<String> journal) {
        this.journal = journal;
    }

    /** An empty journal, safe for use by several threads. */
    public static List<String> journal() {
        return new CopyOnWriteArrayList<>();
    }

    /** Puts Jobs into the cluster as they are. */
    public synchronized void put(Observation... all) {
        for (Observation one : all) {
            jobs.put(one.job().uid(), one);
        }
    }

    /** Puts a Job into the cluster, and the watch reports it. */
    public void change(Observation one) {
        put(one);
        watch.changed.accept(BuildWatch.Key.of(one));
    }

    /** Takes a Job out of the cluster; the watch does not report it. */
    public synchronized void remove(BuildJob job) {
        jobs.remove(job.uid());
    }

    /** Takes a Job out of the cluster, and the watch reports how it was last. */
    public void vanish(Observation last) {
        remove(last.job());
        watch.gone.accept(last);
    }

    /** From now on the watch shows what it shows now, whatever changes. */
    public synchronized void freezeWatch() {
        old = Optional.of(new View(Map.copyOf(jobs), Map.copyOf(ledgers)));
    }

    /** The cluster rejects what a release creates; nothing ends that. */
    public synchronized void rejectLaunches(ClusterRejectionException with) {
        rejection = Optional.of(with);
    }

    /** The right to change Jobs is missing. */
    public synchronized void forbidVerdicts() {
        verdictsForbidden = true;
    }

    public synchronized Optional<Verdict> verdict(BuildJob job) {
        return Optional.ofNullable(jobs.get(job.uid())).flatMap(seen -> seen.state().verdict());
    }

    public boolean isWatched() {
        return watch.started;
    }

    private synchronized void edit(BuildJob job, UnaryOperator<JobState> edit) {
        jobs.computeIfPresent(
                job.uid(),
                (_, seen) ->
                        new Observation(
                                seen.job(),
                                edit.apply(seen.state()),
                                seen.pods(),
                                seen.warnings()));
    }

    private static JobState released(JobState before) {
        return new JobState(
                before.createdAt(),
                false,
                Optional.of(Observed.NOON),
                before.stopping(),
                before.finish(),
                before.verdict(),
                before.deletionAt(),
                before.hasFinalizer());
    }

    private static JobState decided(JobState before, Verdict verdict) {
        return new JobState(
                before.createdAt(),
                true,
                before.startedAt(),
                before.stopping(),
                before.finish(),
                Optional.of(verdict),
                before.deletionAt(),
                before.hasFinalizer());
    }

    private static JobState finalizer(JobState before, boolean there) {
        return new JobState(
                before.createdAt(),
                before.suspended(),
                before.startedAt(),
                before.stopping(),
                before.finish(),
                before.verdict(),
                before.deletionAt(),
                there);
    }

    @Override
    public Ledger ledger(String namespace, ProjectEnvId projectEnv) {
        return stored(projectEnv);
    }

    private View view() {
        return old.orElseGet(() -> new View(jobs, ledgers));
    }

    /** The ledger as it is stored. */
    public synchronized Ledger stored(ProjectEnvId projectEnv) {
        return ledgers.getOrDefault(projectEnv, Ledger.empty(projectEnv, "builds"));
    }

    @Override
    public synchronized boolean store(Ledger ledger) {
        if (!stored(ledger.projectEnv()).version().equals(ledger.version())) {
            journal.add("conflict");
            return false;
        }
        ledgers.put(
                ledger.projectEnv(),
                new Ledger(
                        ledger.projectEnv(),
                        ledger.namespace(),
                        Optional.of(Integer.toString(++versions)),
                        ledger.released(),
                        ledger.running(),
                        ledger.releasedAt(),
                        ledger.endedAhead(),
                        ledger.deletedAt()));
        journal.add("store ledger");
        return true;
    }

    @Override
    public synchronized void remove(Ledger ledger) {
        ledgers.remove(ledger.projectEnv());
        journal.add("remove ledger");
    }

    @Override
    public synchronized void launch(
            BuildJob job,
            Optional<RegistryCredentials> registry,
            Optional<GitCredential> gitCredential)
            throws ClusterRejectionException {
        if (rejection.isPresent()) {
            throw rejection.get();
        }
        edit(job, FakeCluster::released);
        journal.add("launch " + job.build().number());
    }

    @Override
    public synchronized boolean decide(String namespace, BuildRef build, Verdict verdict) {
        if (verdictsForbidden) {
            throw new IllegalStateException("jobs may not be patched");
        }
        Optional<BuildJob> job =
                jobs.values().stream()
                        .map(Observation::job)
                        .filter(one -> one.build().equals(build))
                        .findFirst();
        job.ifPresent(there -> {
            edit(there, before -> decided(before, verdict));
            journal.add("decide " + build.number());
        });
        return job.isPresent();
    }

    @Override
    public void stopPods(Observation seen) {
        journal.add("stop pods " + seen.job().build().number());
    }

    @Override
    public Optional<Set<String>> secretValues(BuildJob job) {
        return Optional.of(Set.of());
    }

    @Override
    public synchronized Optional<Observation> read(Observation seen) {
        return Optional.ofNullable(jobs.get(seen.job().uid()))
                .filter(now -> now.state().hasFinalizer());
    }

    @Override
    public void addFinalizer(BuildJob job) {
        edit(job, before -> finalizer(before, true));
        journal.add("add finalizer " + job.build().number());
    }

    @Override
    public void removeFinalizer(BuildJob job) {
        edit(job, before -> finalizer(before, false));
        journal.add("remove finalizer " + job.build().number());
    }

    @Override
    public void delete(BuildJob job) {
        remove(job);
        journal.add("delete " + job.build().number());
    }

    @Override
    public void removeOrphanVolumes(Set<BuildId> building) {
        journal.add("remove orphan volumes");
    }

    @Override
    public synchronized boolean exists(String namespace, BuildId build) {
        return jobs.values().stream().anyMatch(seen -> seen.job().build().id().equals(build));
    }

    @Override
    public boolean knows(String namespace, ProjectEnvId projectEnv, long sequence) {
        return stored(projectEnv).knows(sequence);
    }

    @Override
    public void create(Build build, ImageDestination destination) {
        throw new UnsupportedOperationException("create");
    }

    @Override
    public void complete(Build build) {
        throw new UnsupportedOperationException("complete");
    }

    @Override
    public String jobName(BuildRef build) {
        throw new UnsupportedOperationException("jobName");
    }

    /** The ledger once this build is released, as the leader writes it. */
    public synchronized void storeReleased(BuildJob job, Instant at) {
        var _ = store(stored(job.build().projectEnv().id()).release(job, at));
        journal.removeLast();
    }

    /** What is seen of it. */
    public BuildWatch watch() {
        return watch;
    }

    private final class Watch implements BuildWatch {
        private volatile Consumer<Key> changed = _ -> {};
        private volatile Consumer<Observation> gone = _ -> {};
        private volatile boolean started;

        @Override
        public void start(Consumer<Key> whenChanged, Consumer<Observation> whenGone) {
            changed = whenChanged;
            gone = whenGone;
            started = true;
        }

        @Override
        public void stop() {
            started = false;
        }

        @Override
        public Optional<Observation> find(Key key) {
            return all().stream().filter(seen -> Key.of(seen).equals(key)).findFirst();
        }

        @Override
        public Collection<Observation> all() {
            synchronized (FakeCluster.this) {
                return List.copyOf(view().jobs().values());
            }
        }

        @Override
        public Ledger ledger(String namespace, ProjectEnvId projectEnv) {
            synchronized (FakeCluster.this) {
                return view().ledgers()
                        .getOrDefault(projectEnv, Ledger.empty(projectEnv, namespace));
            }
        }

        @Override
        public Collection<Ledger> ledgers() {
            synchronized (FakeCluster.this) {
                return List.copyOf(view().ledgers().values());
            }
        }
    }
}
