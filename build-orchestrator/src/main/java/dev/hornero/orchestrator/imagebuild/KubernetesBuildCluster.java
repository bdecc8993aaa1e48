// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static dev.hornero.orchestrator.imagebuild.KubernetesFailure.CONFLICT;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.orchestrator.imagebuild.model.Build;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.ClusterRejectionException;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.registry.ImageDestination;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Over the API server. Objects are created, and a 409 answered by looking whose the other object
 * is; they are changed only in the version that was read, never blindly.
 */
@Singleton
final class KubernetesBuildCluster implements BuildCluster {
    private static final Logger LOG = Logger.getLogger(KubernetesBuildCluster.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final KubernetesBuildWatch watch;
    private final LedgerWatch ledgers;
    private final BuildPodSettings settings;

    /** Of builds that were released here, by their Jobs' uids, until their logs are begun. */
    private final Map<String, Secret> given = new ConcurrentHashMap<>();

    KubernetesBuildCluster(
            KubernetesClient client,
            KubernetesBuildWatch watch,
            LedgerWatch ledgers,
            OrchestratorConfig orchestrator,
            BuildPodConfig config) {
        this.client = client;
        this.watch = watch;
        this.ledgers = ledgers;
        this.settings = config.settings(orchestrator.cluster());
    }

    @Override
    public Ledger ledger(String namespace, ProjectEnvId projectEnv)
            throws ClusterRejectionException {
        try {
            ConfigMap map =
                    client.configMaps()
                            .inNamespace(namespace)
                            .withName(Names.ledger(projectEnv))
                            .get();
            return map == null ? Ledger.empty(projectEnv, namespace) : LedgerMaps.read(map);
        } catch (KubernetesClientException e) {
            throw KubernetesFailure.refusal("ledger", e);
        }
    }

    @Override
    public boolean knows(String namespace, ProjectEnvId projectEnv, long sequence)
            throws ClusterRejectionException {
        return ledgers.sees(namespace)
                ? ledgers.knows(namespace, projectEnv, sequence)
                : ledger(namespace, projectEnv).knows(sequence);
    }

    @Override
    public boolean store(Ledger ledger) throws ClusterRejectionException {
        Resource<ConfigMap> resource =
                client.configMaps()
                        .inNamespace(ledger.namespace())
                        .resource(LedgerMaps.write(ledger, settings.cluster()));
        try {
            if (ledger.version().isPresent()) {
                resource.update();
            } else {
                resource.create();
            }
            ledgers.stored(ledger);
            return true;
        } catch (KubernetesClientException e) {
            // Where a new one is not found, its namespace is not.
            if (e.getCode() == CONFLICT || (isGone(e) && ledger.version().isPresent())) {
                return false;
            }
            throw KubernetesFailure.refusal("ledger", e);
        }
    }

    @Override
    public void remove(Ledger ledger) {
        client.configMaps()
                .inNamespace(ledger.namespace())
                .withName(Names.ledger(ledger.projectEnv()))
                .delete();
    }

    @Override
    public void create(Build build, ImageDestination destination) throws ClusterRejectionException {
        settings.git().requireReadable(build.resolved().source().repository());
        BuildResources wanted = resources(build, destination);
        Job job = ensure("Job", wanted.job(), build.ref());
        createValues(build, job, wanted.values());
    }

    @Override
    public void complete(Build build) throws ClusterRejectionException {
        Optional<Job> job = find(build.resolved().namespace(), build.ref());
        if (job.isPresent()) {
            createValues(build, job.get(), BuildResources.values(build, settings));
        }
    }

    private BuildResources resources(Build build, ImageDestination destination)
            throws ClusterRejectionException {
        try {
            return BuildResources.of(build, destination, settings);
        } catch (IllegalArgumentException e) {
            throw new ClusterRejectionException(
                    BuildFailureReason.UNKNOWN,
                    "The build cannot be made: " + e.getMessage(),
                    false,
                    e);
        }
    }

    private void createValues(Build build, Job job, Optional<Secret> wanted)
            throws ClusterRejectionException {
        if (wanted.isPresent()) {
            Secret values =
                    new SecretBuilder(wanted.get())
                            .editMetadata()
                            .withOwnerReferences(
                                    LaunchResources.owner(
                                            job.getMetadata().getName(),
                                            job.getMetadata().getUid()))
                            .endMetadata()
                            .build();
            ensure("Secret with the values", values, build.ref());
        }
    }

    @Override
    public String jobName(BuildRef build) {
        return Names.job(build);
    }

    @Override
    public void launch(
            BuildJob job,
            Optional<RegistryCredentials> registry,
            Optional<GitCredential> gitCredential)
            throws ClusterRejectionException {
        LaunchResources wanted = LaunchResources.of(job, registry, gitCredential, settings);
        given.put(job.uid(), ensure("Secret for the registry", wanted.registry(), job.build()));
        if (wanted.git().isPresent()) {
            ensure("Secret for git", wanted.git().get(), job.build());
        }
        if (wanted.volume().isPresent()) {
            ensure("PersistentVolume", wanted.volume().get(), job.build());
        }
        ensure("PersistentVolumeClaim", wanted.claim(), job.build());
        try {
            change(
                    job.location().namespace(),
                    job.build(),
                    seen ->
                            Optional.of(seen)
                                    .filter(KubernetesBuildCluster::mayStart)
                                    .map(KubernetesBuildCluster::letGo));
        } catch (KubernetesClientException e) {
            throw KubernetesFailure.refusal("Job", e);
        }
    }

    private static ObjectNode letGo(Job job) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("spec").put("suspend", false);
        return patch;
    }

    private static boolean mayStart(Job job) {
        return JobReader.isSuspended(job)
                && JobReader.verdict(job).isEmpty()
                && JobReader.finish(job).isEmpty()
                && job.getMetadata().getDeletionTimestamp() == null;
    }

    @Override
    public boolean decide(String namespace, BuildRef build, Verdict verdict) {
        return change(
                namespace,
                build,
                seen ->
                        Optional.of(seen)
                                .filter(job -> JobReader.verdict(job).isEmpty())
                                .filter(job -> JobReader.finish(job).isEmpty())
                                .map(_ -> stopped(verdict)));
    }

    /** The Pods of a suspended Job are stopped. */
    private static ObjectNode stopped(Verdict verdict) {
        ObjectNode patch = JSON.createObjectNode();
        ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
        JobReader.annotations(verdict).forEach(annotations::put);
        patch.putObject("spec").put("suspend", true);
        return patch;
    }

    @Override
    public void stopPods(Observation seen) {
        String namespace = seen.job().location().namespace();
        seen.pods().stream()
                .filter(pod -> !pod.over() && pod.deletionRequestedAt().isEmpty())
                .forEach(pod -> client.pods().inNamespace(namespace).withName(pod.name()).delete());
    }

    @Override
    public Optional<Set<String>> secretValues(BuildJob job) {
        // Not what the registry gives now: the Pod has what it was given.
        Optional<Secret> registry =
                Optional.ofNullable(given.remove(job.uid()))
                        .or(() -> secret(job, Names.registry(job.build())));
        Optional<Secret> values =
                job.secretValues().isEmpty()
                        ? Optional.of(new Secret())
                        : secret(job, Names.values(job.build()));
        if (registry.isEmpty() || values.isEmpty()) {
            return Optional.empty();
        }
        Stream<String> credentials =
                data(registry.get(), List.of(LaunchResources.DOCKER_CONFIG))
                        .flatMap(config -> DockerConfig.secretsIn(config).stream());
        return Optional.of(
                Stream.concat(data(values.get(), job.secretValues()), credentials)
                        .collect(Collectors.toSet()));
    }

    private Optional<Secret> secret(BuildJob job, String name) {
        return Optional.ofNullable(
                client.secrets().inNamespace(job.location().namespace()).withName(name).get());
    }

    private static Stream<String> data(Secret secret, List<String> keys) {
        Map<String, String> data = Objects.requireNonNullElse(secret.getData(), Map.of());
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(data.get(key)).stream())
                .map(KubernetesBuildCluster::decoded);
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Observation> read(Observation seen) {
        BuildJob build = seen.job();
        return find(build.location().namespace(), build.build())
                .filter(job -> job.getMetadata().getUid().equals(build.uid()))
                .filter(JobReader::hasFinalizer)
                .map(job ->
                        new Observation(
                                build,
                                JobReader.state(job),
                                // Between the two looks it may have gone.
                                PodReader.withGone(
                                        PodReader.podsOf(job, podsNow(build)), seen.pods()),
                                seen.warnings()));
    }

    private List<Pod> podsNow(BuildJob build) {
        return client.pods()
                .inNamespace(build.location().namespace())
                .withLabel(Labels.BUILD_ID, build.build().id().toString())
                .list()
                .getItems();
    }

    @Override
    public void addFinalizer(BuildJob job) {
        change(
                job.location().namespace(),
                job.build(),
                seen ->
                        Optional.of(seen)
                                .filter(j -> !JobReader.hasFinalizer(j))
                                .filter(j -> j.getMetadata().getDeletionTimestamp() == null)
                                .map(KubernetesBuildCluster::withFinalizer));
    }

    private static ObjectNode withFinalizer(Job job) {
        ObjectNode patch = JSON.createObjectNode();
        ArrayNode finalizers = patch.putObject("metadata").putArray("finalizers");
        job.getMetadata().getFinalizers().forEach(finalizers::add);
        finalizers.add(Annotations.FINALIZER);
        return patch;
    }

    /** Another change at the end of a Job is no reason to read it again. */
    @Override
    public void removeFinalizer(BuildJob job) {
        String namespace = job.location().namespace();
        Optional<Job> seen =
                watch.job(namespace, job.location().job())
                        .filter(JobReader::hasFinalizer)
                        .or(() -> find(namespace, job.build()).filter(JobReader::hasFinalizer));
        while (seen.isPresent() && !removeFinalizer(seen.get())) {
            seen = find(namespace, job.build()).filter(JobReader::hasFinalizer);
        }
    }

    /** False if the finalizers are others by now. */
    private boolean removeFinalizer(Job job) {
        String path =
                "/metadata/finalizers/"
                        + job.getMetadata().getFinalizers().indexOf(Annotations.FINALIZER);
        ArrayNode operations = JSON.createArrayNode();
        operations
                .addObject()
                .put("op", "test")
                .put("path", path)
                .put("value", Annotations.FINALIZER);
        operations
                .addObject()
                .put("op", "test")
                .put("path", "/metadata/uid")
                .put("value", job.getMetadata().getUid());
        operations.addObject().put("op", "remove").put("path", path);
        try {
            jobResource(job).patch(PatchContext.of(PatchType.JSON), operations.toString());
            return true;
        } catch (KubernetesClientException e) {
            if (isGone(e)) {
                return true;
            }
            if (e.getCode() == KubernetesFailure.INVALID) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void delete(BuildJob job) {
        given.remove(job.uid());
        String namespace = job.location().namespace();
        if (job.workspace().isStatic()) {
            deleteVolume(LaunchResources.volumeName(job));
        }
        // Without a policy a deletion over REST leaves the Job's Pods behind.
        client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(job.location().job())
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    /**
     * Where the settings are others by now its right may be gone, and the Job has to go all the
     * same.
     */
    private void deleteVolume(String name) {
        try {
            client.persistentVolumes().withName(name).delete();
        } catch (KubernetesClientException e) {
            if (e.getCode() != KubernetesFailure.FORBIDDEN) {
                throw e;
            }
            LOG.warnf("PersistentVolume is left volume=%s reason=%s", name, e.getMessage());
        }
    }

    @Override
    public void removeOrphanVolumes(Set<BuildId> building) {
        if (!settings.workspace().isStatic()) {
            return;
        }
        client
                .persistentVolumes()
                .withLabels(Labels.selecting(settings.cluster(), Labels.BUILD))
                .list()
                .getItems()
                .stream()
                .filter(volume -> isOrphan(volume, building))
                .forEach(volume ->
                        client.persistentVolumes()
                                .withName(volume.getMetadata().getName())
                                .delete());
    }

    private boolean isOrphan(PersistentVolume volume, Set<BuildId> building) {
        String id = volume.getMetadata().getLabels().get(Labels.BUILD_ID);
        if (id == null || volume.getSpec().getClaimRef() == null) {
            return false;
        }
        BuildId build;
        try {
            build = BuildId.of(id);
        } catch (IllegalArgumentException e) {
            // Of another owner, or changed by hand
            return false;
        }
        return !building.contains(build)
                && !exists(volume.getSpec().getClaimRef().getNamespace(), build);
    }

    @Override
    public boolean exists(String namespace, BuildId build) {
        return !client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabel(Labels.BUILD_ID, build.toString())
                .list()
                .getItems()
                .isEmpty();
    }

    private Optional<Job> find(String namespace, BuildRef build) {
        return Optional.ofNullable(jobResource(namespace, build).get())
                .filter(job -> isOf(job, build));
    }

    private ScalableResource<Job> jobResource(Job seen) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(seen.getMetadata().getNamespace())
                .resource(seen);
    }

    private ScalableResource<Job> jobResource(String namespace, BuildRef build) {
        return client.batch().v1().jobs().inNamespace(namespace).withName(Names.job(build));
    }

    /**
     * Changes the Job by a merge patch until no other change came between; false if there is none.
     * What is watched is taken first, which spares a request: when it is old the server refuses it.
     */
    private boolean change(
            String namespace, BuildRef build, Function<Job, Optional<ObjectNode>> edit) {
        Optional<Job> watched =
                watch.job(namespace, Names.job(build)).filter(job -> isOf(job, build));
        while (true) {
            Optional<Job> seen = watched.or(() -> find(namespace, build));
            watched = Optional.empty();
            if (seen.isEmpty()) {
                return false;
            }
            Optional<ObjectNode> wanted = edit.apply(seen.get());
            if (wanted.isEmpty()) {
                return true;
            }
            wanted.get()
                    .withObject("/metadata")
                    .put("resourceVersion", seen.get().getMetadata().getResourceVersion());
            try {
                jobResource(seen.get())
                        .patch(PatchContext.of(PatchType.JSON_MERGE), wanted.get().toString());
                return true;
            } catch (KubernetesClientException e) {
                if (isGone(e)) {
                    return false;
                }
                if (e.getCode() != CONFLICT) {
                    throw e;
                }
            }
        }
    }

    private <T extends HasMetadata> T ensure(String what, T wanted, BuildRef build)
            throws ClusterRejectionException {
        try {
            return client.resource(wanted).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw KubernetesFailure.refusal(what, e);
            }
            @Nullable T there = client.resource(wanted).get();
            if (there == null) {
                throw e;
            }
            if (!isOf(there, build)) {
                throw new ClusterRejectionException(
                        BuildFailureReason.UNKNOWN,
                        "The name of the build's %s is taken by another object: %s"
                                .formatted(what, wanted.getMetadata().getName()),
                        false,
                        e);
            }
            return there;
        }
    }

    private static boolean isOf(HasMetadata object, BuildRef build) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && build.id().toString().equals(labels.get(Labels.BUILD_ID));
    }

    private static boolean isGone(KubernetesClientException e) {
        return e.getCode() == KubernetesFailure.NOT_FOUND;
    }
}
