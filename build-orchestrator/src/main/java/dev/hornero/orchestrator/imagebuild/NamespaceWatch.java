// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.LogThrottle;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Workspace;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Jobs, their Pods, the ledgers and the warnings of one namespace. */
final class NamespaceWatch {
    private static final Logger LOG = Logger.getLogger(NamespaceWatch.class);
    private static final String BY_JOB = "job";
    private static final String BY_OBJECT = "object";
    private static final String BY_CLAIM = "claim";

    private final String namespace;
    private final String cluster;
    private final Workspace workspace;
    private final SharedIndexInformer<Job> jobs;
    private final SharedIndexInformer<Pod> pods;
    private final SharedIndexInformer<ConfigMap> ledgers;
    private final SharedIndexInformer<Event> warnings;

    /** Kubernetes takes a claim that no class can serve for normal. */
    private final SharedIndexInformer<Event> unbound;

    /**
     * Pods that are gone although their Job is there, by its name: a Pod that is deleted is gone
     * before its Job says that it failed.
     */
    private final Map<String, Map<String, Pod>> gonePods = new ConcurrentHashMap<>();

    /** Done when everything was seen once, or may not be seen. */
    private final CompletableFuture<Void> looked = new CompletableFuture<>();

    private final Thread beginning;
    private final LogThrottle throttle = new LogThrottle(InstantSource.system());

    NamespaceWatch(
            KubernetesClient client,
            String namespace,
            String cluster,
            Workspace workspace,
            Consumer<BuildWatch.Key> changed,
            Consumer<Observation> gone) {
        this.namespace = namespace;
        this.beginning = Thread.ofVirtual().name("watch " + namespace).unstarted(this::begin);
        this.cluster = cluster;
        this.workspace = workspace;
        Map<String, String> builds = Labels.selecting(cluster, Labels.BUILD);
        jobs =
                client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .withLabels(builds)
                        .runnableInformer(0);
        pods = client.pods().inNamespace(namespace).withLabels(builds).runnableInformer(0);
        ledgers = LedgerWatch.informer(client, namespace, cluster);
        warnings =
                client.v1()
                        .events()
                        .inNamespace(namespace)
                        .withField("type", "Warning")
                        .runnableInformer(0);
        unbound =
                client.v1()
                        .events()
                        .inNamespace(namespace)
                        .withField("type", "Normal")
                        .withField("reason", "FailedBinding")
                        .runnableInformer(0);
        jobs.addIndexers(Map.of(BY_CLAIM, NamespaceWatch::claimsOf));
        pods.addIndexers(Map.of(BY_JOB, pod -> List.of(jobOf(pod))));
        List.of(warnings, unbound)
                .forEach(events ->
                        events.addIndexers(Map.of(BY_OBJECT, event -> List.of(objectOf(event)))));
        jobs.addEventHandler(
                new Handler<>(
                        job ->
                                changed.accept(
                                        new BuildWatch.Key(namespace, job.getMetadata().getName())),
                        job -> {
                            observe(job).ifPresent(gone);
                            gonePods.remove(job.getMetadata().getName());
                        }));
        Consumer<Pod> pod = p -> changed.accept(new BuildWatch.Key(namespace, jobOf(p)));
        pods.addEventHandler(
                new Handler<>(
                        pod,
                        p -> {
                            remember(p);
                            pod.accept(p);
                        }));
        Handler<Event> event =
                new Handler<>(
                        e ->
                                jobOf(e).ifPresent(j ->
                                        changed.accept(new BuildWatch.Key(namespace, j))),
                        _ -> {});
        warnings.addEventHandler(event);
        unbound.addEventHandler(event);
    }

    /** Begins to look; returns at once. */
    void start() {
        beginning.start();
    }

    private void begin() {
        try {
            for (SharedIndexInformer<?> informer : informers()) {
                // An informer gives up permanently when its first list fails, unless a handler says
                // otherwise.
                informer.exceptionHandler((_, failure) -> isBegunAgain(failure));
                informer.start().toCompletableFuture().get();
            }
            looked.complete(null);
        } catch (ExecutionException | IllegalStateException e) {
            looked.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBegunAgain(Throwable failure) {
        if (throttle.isDue("watch")) {
            LOG.warnf(
                    "Watch failed and is begun again namespace=%s reason=%s",
                    namespace, failure.getMessage());
        }
        if (KubernetesFailure.isForbidden(failure)) {
            looked.complete(null);
        }
        return true;
    }

    /**
     * Returns when everything was seen once; an API server that is away is waited for, a right that
     * is missing is not: it would block the other namespaces.
     */
    void awaitLook() throws InterruptedException {
        try {
            looked.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a watch could not be begun", e.getCause());
        }
    }

    void stop() {
        beginning.interrupt();
        informers().forEach(SharedIndexInformer::stop);
    }

    private List<SharedIndexInformer<?>> informers() {
        // Ledgers first: what a Job says is judged by them.
        return List.of(ledgers, warnings, unbound, pods, jobs);
    }

    Optional<Observation> find(String job) {
        return job(job).flatMap(this::observe);
    }

    /** The Job as it was seen last. */
    Optional<Job> job(String name) {
        return Optional.ofNullable(jobs.getIndexer().getByKey(namespace + "/" + name));
    }

    private void remember(Pod pod) {
        String job = jobOf(pod);
        if (job(job).isPresent()) {
            gonePods.computeIfAbsent(job, _ -> new ConcurrentHashMap<>())
                    .put(pod.getMetadata().getUid(), pod);
        }
    }

    Collection<Observation> all() {
        gonePods.keySet().removeIf(job -> job(job).isEmpty());
        return jobs.getIndexer().list().stream().flatMap(job -> observe(job).stream()).toList();
    }

    Optional<Ledger> ledger(ProjectEnvId projectEnv) {
        return LedgerWatch.find(ledgers, namespace, projectEnv);
    }

    Collection<Ledger> ledgers() {
        return ledgers.getIndexer().list().stream().flatMap(map -> read(map).stream()).toList();
    }

    private Optional<Ledger> read(ConfigMap map) {
        try {
            return Optional.of(LedgerMaps.read(map));
        } catch (IllegalArgumentException | DateTimeException e) {
            if (throttle.isDue(map.getMetadata().getName())) {
                LOG.warnf(
                        "Ledger cannot be read namespace=%s ledger=%s reason=%s",
                        namespace, map.getMetadata().getName(), e.getMessage());
            }
            return Optional.empty();
        }
    }

    private Optional<Observation> observe(Job job) {
        BuildJob build;
        try {
            build = JobReader.build(job, cluster, workspace);
        } catch (IllegalArgumentException e) {
            if (throttle.isDue(job.getMetadata().getName())) {
                LOG.warnf(
                        "Job with our labels is not a build namespace=%s job=%s reason=%s",
                        namespace, job.getMetadata().getName(), e.getMessage());
            }
            return Optional.empty();
        }
        String name = job.getMetadata().getName();
        List<Observation.Pod> own =
                PodReader.withGone(
                        PodReader.podsOf(job, pods.getIndexer().byIndex(BY_JOB, name)),
                        PodReader.podsOf(job, gonePods.getOrDefault(name, Map.of()).values()));
        return Optional.of(
                new Observation(
                        build,
                        JobReader.state(job),
                        own,
                        Stream.concat(
                                        Stream.of(
                                                "Job/" + job.getMetadata().getName(),
                                                "PersistentVolumeClaim/"
                                                        + Names.workspace(build.build())),
                                        own.stream().map(pod -> "Pod/" + pod.name()))
                                .flatMap(this::eventsOf)
                                .map(PodReader::warning)
                                .toList()));
    }

    private Stream<Event> eventsOf(String object) {
        return Stream.of(warnings, unbound)
                .flatMap(events -> events.getIndexer().byIndex(BY_OBJECT, object).stream());
    }

    private static List<String> claimsOf(Job job) {
        return job.getSpec().getTemplate().getSpec().getVolumes().stream()
                .flatMap(volume -> Optional.ofNullable(volume.getPersistentVolumeClaim()).stream())
                .map(PersistentVolumeClaimVolumeSource::getClaimName)
                .toList();
    }

    private static String jobOf(Pod pod) {
        return Objects.requireNonNullElse(pod.getMetadata().getLabels().get(Labels.INSTANCE), "");
    }

    private static String objectOf(Event event) {
        return event.getInvolvedObject().getKind() + "/" + event.getInvolvedObject().getName();
    }

    private Optional<String> jobOf(Event event) {
        String name = event.getInvolvedObject().getName();
        return switch (JobReader.text(event.getInvolvedObject().getKind())) {
            case "Job" -> Optional.ofNullable(name);
            case "Pod" ->
                    Optional.ofNullable(pods.getIndexer().getByKey(namespace + "/" + name))
                            .map(NamespaceWatch::jobOf);
            case "PersistentVolumeClaim" ->
                    jobs.getIndexer().byIndex(BY_CLAIM, JobReader.text(name)).stream()
                            .map(job -> job.getMetadata().getName())
                            .findFirst();
            default -> Optional.empty();
        };
    }

    private record Handler<T extends HasMetadata>(Consumer<T> changed, Consumer<T> gone)
            implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            changed.accept(object);
        }

        @Override
        public void onUpdate(T before, T object) {
            changed.accept(object);
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            gone.accept(object);
        }
    }
}
