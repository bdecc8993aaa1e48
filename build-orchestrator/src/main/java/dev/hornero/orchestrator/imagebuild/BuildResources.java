// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Checkout;
import dev.hornero.events.Sealed;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.Placement;
import dev.hornero.events.imagebuild.Resources;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.orchestrator.imagebuild.model.Build;
import dev.hornero.orchestrator.imagebuild.model.Containers;
import dev.hornero.orchestrator.imagebuild.model.Workspace;
import dev.hornero.orchestrator.registry.ImageDestination;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is made when a build is resolved: the suspended Job and the Secret with the values. Equal
 * inputs give equal objects; no cluster is asked; names derive from the build's id.
 *
 * @param values is there when the build has any value; owned by the Job once that has a uid
 */
record BuildResources(Job job, Optional<Secret> values) {
    private static final String WORKSPACE_VOLUME = "workspace";
    private static final String REGISTRY_VOLUME = "registry";
    private static final String SECRETS_VOLUME = "build-secrets";
    private static final String GIT_VOLUME = "git";
    private static final int OWNER_ONLY = 0400;

    /** A Pod that the cluster took away twice more is not the build's fault; a third time is. */
    private static final int RETRIES_OF_LOST_PODS = 2;

    private static final long SECONDS_TO_STOP = 10;

    private static final String CLEAN_UP_SCRIPT = VariableReference.escaped(Scripts.CLEAN_UP);
    private static final String CHECKOUT_SCRIPT = VariableReference.escaped(Scripts.CHECKOUT);

    // Parts that are the same in every build are made once, and never changed.
    // spotless:off
    /**
     * What the cluster does to a Pod is tried again, and counted, since a build that fills its node
     * is evicted each time; what the build does ends it.
     */
    private static final PodFailurePolicy POD_FAILURE_POLICY =
            new PodFailurePolicyBuilder()
                    .addNewRule()
                        .withAction("Count")
                        .addNewOnPodCondition("True", "DisruptionTarget")
                    .endRule()
                    .addNewRule()
                        .withAction("FailJob")
                        .withNewOnExitCodes()
                            .withOperator("NotIn")
                            .withValues(0)
                        .endOnExitCodes()
                    .endRule()
                    .build();

    private static final PodSecurityContext RUNTIME_DEFAULT =
            new PodSecurityContextBuilder()
                    .withNewSeccompProfile()
                        .withType("RuntimeDefault")
                    .endSeccompProfile()
                    .build();

    private static final SecurityContext FILES_OF_ANY_USER = capabilities("DAC_OVERRIDE", "FOWNER");

    private static final SecurityContext STEPS_OF_ANY_DOCKERFILE =
            capabilities("CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID");

    // spotless:on

    static BuildResources of(Build build, ImageDestination destination, BuildPodSettings settings) {
        ValueKeys keys = ValueKeys.of(build);
        return new BuildResources(
                job(build, destination, settings, keys), values(build, settings, keys));
    }

    /** The Secret with the values; none for a build without any. */
    static Optional<Secret> values(Build build, BuildPodSettings settings) {
        return values(build, settings, ValueKeys.of(build));
    }

    // spotless:off
    private static Job job(
            Build build, ImageDestination destination, BuildPodSettings settings, ValueKeys keys) {
        String name = Names.job(build.ref());
        Map<String, String> labels = Labels.ofBuild(settings.cluster(), build.ref(), name);
        ObjectMeta metadata =
                new ObjectMetaBuilder()
                        .withName(name)
                        .withNamespace(build.resolved().namespace())
                        .withLabels(labels)
                        .withAnnotations(annotations(build, destination, settings, keys))
                        .withFinalizers(Annotations.FINALIZER)
                        .build();
        // Set one by one: nested builders copy the whole tree at each level.
        JobSpec spec = new JobSpec();
        spec.setSuspend(true);
        spec.setParallelism(1);
        spec.setCompletions(1);
        spec.setBackoffLimit(RETRIES_OF_LOST_PODS);
        spec.setPodReplacementPolicy("Failed");
        spec.setPodFailurePolicy(POD_FAILURE_POLICY);
        spec.setActiveDeadlineSeconds(Math.max(1, build.resolved().timeout().toSeconds()));
        spec.setTtlSecondsAfterFinished(Math.toIntExact(settings.finishedJobKept().toSeconds()));
        spec.setTemplate(
                new PodTemplateSpec(
                        new ObjectMetaBuilder().withLabels(labels).build(),
                        pod(build, destination, settings, keys)));
        Job job = new Job();
        job.setMetadata(metadata);
        job.setSpec(spec);
        return job;
    }

    private static PodSpec pod(
            Build build, ImageDestination destination, BuildPodSettings settings, ValueKeys keys) {
        Placement placement = build.resolved().placement();
        PodSpec pod = new PodSpec();
        pod.setRestartPolicy("Never");
        pod.setAutomountServiceAccountToken(false);
        pod.setEnableServiceLinks(false);
        settings.serviceAccount().ifPresent(pod::setServiceAccountName);
        pod.setImagePullSecrets(
                settings.pullSecrets().stream().map(LocalObjectReference::new).toList());
        pod.setTerminationGracePeriodSeconds(SECONDS_TO_STOP);
        pod.setNodeSelector(new TreeMap<>(placement.nodeSelector()));
        pod.setTolerations(
                placement.tolerations().stream().map(BuildResources::toleration).toList());
        pod.setSecurityContext(RUNTIME_DEFAULT);
        pod.setInitContainers(initContainers(build, settings));
        pod.setContainers(List.of(executor(build, destination, settings, keys)));
        pod.setVolumes(volumes(build, keys));
        return pod;
    }

    private static List<Container> initContainers(Build build, BuildPodSettings settings) {
        Container checkout = checkout(build, settings);
        return settings.workspace().isStatic()
                ? List.of(cleanUp(build, settings), checkout)
                : List.of(checkout);
    }

    /** A sidecar: it begins before the others and ends after them. */
    private static Container cleanUp(Build build, BuildPodSettings settings) {
        return new ContainerBuilder()
                .withName(Containers.CLEAN_UP)
                .withRestartPolicy("Always")
                .withImage(settings.checkoutImage())
                .withCommand("sh", "-c")
                .withArgs(CLEAN_UP_SCRIPT)
                .withEnv(
                        literal("HORNERO_VOLUMES", WorkspacePaths.VOLUMES),
                        literal("HORNERO_VOLUME", Names.workspace(build.ref())))
                .withVolumeMounts(mount(WORKSPACE_VOLUME, WorkspacePaths.VOLUMES, false))
                .withNewResources()
                    .addToRequests("cpu", new Quantity("10m"))
                    .addToRequests("memory", new Quantity("16Mi"))
                    .addToLimits("memory", new Quantity("128Mi"))
                .endResources()
                .withSecurityContext(FILES_OF_ANY_USER)
                .build();
    }

    private static Container checkout(Build build, BuildPodSettings settings) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(workspace(build));
        if (hasKey(build)) {
            mounts.add(mount(GIT_VOLUME, WorkspacePaths.GIT_KEY, true));
        }
        return new ContainerBuilder()
                .withName(Containers.CHECKOUT)
                .withImage(settings.checkoutImage())
                .withCommand("sh", "-c")
                .withArgs(CHECKOUT_SCRIPT)
                .withEnv(checkoutEnvironment(build, settings))
                .withVolumeMounts(mounts)
                .withTerminationMessagePath(WorkspacePaths.TERMINATION_LOG)
                .withNewResources()
                    .addToRequests("cpu", new Quantity("100m"))
                    .addToRequests("memory", new Quantity("128Mi"))
                    .addToLimits("memory", new Quantity("1Gi"))
                .endResources()
                // What an earlier build left on the volume belongs to any user.
                .withSecurityContext(FILES_OF_ANY_USER)
                .build();
    }

    private static Container executor(
            Build build, ImageDestination destination, BuildPodSettings settings, ValueKeys keys) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(workspace(build));
        mounts.add(mount(REGISTRY_VOLUME, WorkspacePaths.DOCKER_CONFIG, true));
        if (!keys.secrets().isEmpty()) {
            mounts.add(mount(SECRETS_VOLUME, WorkspacePaths.BUILD_SECRETS, true));
        }
        return new ContainerBuilder()
                .withName(Containers.BUILD)
                .withImage(settings.executorImage())
                .withArgs(ExecutorArguments.of(build, destination, settings, keys))
                .withEnv(executorEnvironment(build, settings, keys))
                .withVolumeMounts(mounts)
                .withTerminationMessagePath(WorkspacePaths.TERMINATION_LOG)
                .withResources(resources(build.resolved().resources(), settings.resources()))
                .withSecurityContext(STEPS_OF_ANY_DOCKERFILE)
                .build();
    }

    private static SecurityContext capabilities(String... needed) {
        return new SecurityContextBuilder()
                .withRunAsUser(0L)
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                    .addToDrop("ALL")
                    .addToAdd(needed)
                .endCapabilities()
                .build();
    }

    private static List<Volume> volumes(Build build, ValueKeys keys) {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(
                new VolumeBuilder()
                        .withName(WORKSPACE_VOLUME)
                        .withNewPersistentVolumeClaim()
                            .withClaimName(Names.workspace(build.ref()))
                        .endPersistentVolumeClaim()
                        .build());
        volumes.add(
                new VolumeBuilder()
                        .withName(REGISTRY_VOLUME)
                        .withNewSecret()
                            .withSecretName(Names.registry(build.ref()))
                            .withDefaultMode(OWNER_ONLY)
                            .addNewItem(LaunchResources.DOCKER_CONFIG, null, "config.json")
                        .endSecret()
                        .build());
        if (!keys.secrets().isEmpty()) {
            volumes.add(
                    new VolumeBuilder()
                            .withName(SECRETS_VOLUME)
                            .withNewSecret()
                                .withSecretName(Names.values(build.ref()))
                                .withDefaultMode(OWNER_ONLY)
                                .withItems(
                                        keys.secrets().keySet().stream()
                                                .map(key ->
                                                        new io.fabric8.kubernetes.api.model.KeyToPath(
                                                                key, null, key))
                                                .toList())
                            .endSecret()
                            .build());
        }
        if (hasKey(build)) {
            volumes.add(
                    new VolumeBuilder()
                            .withName(GIT_VOLUME)
                            .withNewSecret()
                                .withSecretName(Names.git(build.ref()))
                                .withDefaultMode(OWNER_ONLY)
                                .addNewItem(LaunchResources.GIT_KEY, null, LaunchResources.GIT_KEY)
                                .addNewItem(
                                        LaunchResources.KNOWN_HOSTS, null, LaunchResources.KNOWN_HOSTS)
                            .endSecret()
                            .build());
        }
        return volumes;
    }

    // spotless:on

    private static boolean hasKey(Build build) {
        return build.gitCredential().filter(GitCredential.SshKey.class::isInstance).isPresent();
    }

    private static List<EnvVar> checkoutEnvironment(Build build, BuildPodSettings settings) {
        ArgsResolved resolved = build.resolved();
        List<EnvVar> environment = new ArrayList<>();
        environment.add(literal("HORNERO_BUILD", build.ref().id().toString()));
        String repository = resolved.source().repository();
        GitAddress address = GitAddress.ofRepository(repository);
        environment.add(literal("HORNERO_REPOSITORY", repository));
        environment.add(literal("HORNERO_COMMIT", resolved.commit().sha()));
        environment.add(
                literal("HORNERO_DOCKERFILE", WorkspacePaths.dockerfile(resolved.source())));
        environment.add(literal("HORNERO_CONTEXT", WorkspacePaths.context(resolved.source())));
        Checkout checkout = resolved.source().checkout().orElse(Checkout.DEFAULT);
        environment.add(literal("HORNERO_SUBMODULES", Boolean.toString(checkout.submodules())));
        environment.add(
                literal("HORNERO_GIT_DIRECTORY", Boolean.toString(checkout.gitDirectory())));
        environment.addAll(reach(address, settings.git()));
        build.credentialScope()
                .filter(scope -> !scope.path().isEmpty())
                .ifPresent(scope ->
                        environment.add(
                                literal(
                                        "HORNERO_GIT_SCOPE",
                                        "/" + String.join("/", scope.path()))));
        String secret = Names.git(build.ref());
        build.gitCredential()
                .ifPresent(credential -> {
                    switch (credential) {
                        case GitCredential.Token _, GitCredential.Basic _ -> {
                            environment.add(
                                    fromSecret(
                                            "HORNERO_GIT_USERNAME",
                                            secret,
                                            LaunchResources.GIT_USERNAME));
                            environment.add(
                                    fromSecret(
                                            "HORNERO_GIT_PASSWORD",
                                            secret,
                                            LaunchResources.GIT_PASSWORD));
                        }
                        case GitCredential.SshKey key -> {
                            if (key.passphrase().isPresent()) {
                                environment.add(
                                        fromSecret(
                                                "HORNERO_GIT_PASSPHRASE",
                                                secret,
                                                LaunchResources.GIT_PASSPHRASE));
                            }
                        }
                    }
                });
        environment.addAll(proxies(settings));
        return environment;
    }

    /** What the checkout needs to judge where it reads from, redirects included. */
    private static List<EnvVar> reach(GitAddress address, BuildPodSettings.Git git) {
        return List.of(
                literal("HORNERO_GIT_ORIGIN", address.origin()),
                literal("HORNERO_GIT_SCHEME", address.scheme()),
                literal("HORNERO_GIT_HOST", address.host()),
                literal("HORNERO_GIT_PORT", Integer.toString(address.port())),
                literal("HORNERO_GIT_SCHEMES", joined(":", git.schemes())),
                literal("HORNERO_GIT_ALLOW_CIDRS", joined(" ", git.allowed())),
                literal("HORNERO_GIT_DENY_CIDRS", String.join(" ", GitAddress.NEVER_PUBLIC)));
    }

    private static String joined(String separator, Set<String> texts) {
        return String.join(separator, new TreeSet<>(texts));
    }

    private static List<EnvVar> executorEnvironment(
            Build build, BuildPodSettings settings, ValueKeys keys) {
        List<EnvVar> environment = new ArrayList<>();
        keys.arguments()
                .keySet()
                .forEach(key -> environment.add(fromSecret(key, Names.values(build.ref()), key)));
        // Otherwise a value that only a COPY uses does not distinguish its layers.
        environment.add(literal("FF_KANIKO_RESOLVE_CACHE_KEY", "true"));
        environment.addAll(proxies(settings));
        return environment;
    }

    private static List<EnvVar> proxies(BuildPodSettings settings) {
        return new TreeMap<>(settings.proxies())
                .entrySet().stream().map(p -> literal(p.getKey(), p.getValue())).toList();
    }

    private static EnvVar literal(String name, String value) {
        return new EnvVar(name, VariableReference.escaped(value), null);
    }

    private static EnvVar fromSecret(String name, String secret, String key) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, null)
                .endValueFrom()
                .build();
    }

    /**
     * Never the volume's root, for any kind of volume that the claim will be bound to: it may hold
     * other builds' directories, or what an administrator keeps there.
     */
    private static VolumeMount workspace(Build build) {
        VolumeMount own = mount(WORKSPACE_VOLUME, WorkspacePaths.WORKSPACE, false);
        own.setSubPath(Names.workspace(build.ref()));
        return own;
    }

    private static VolumeMount mount(String volume, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build();
    }

    private static Toleration toleration(Placement.Toleration given) {
        return new Toleration(
                given.effect().orElse(null),
                given.key().orElse(null),
                given.operator().orElse(null),
                null,
                given.value().orElse(null));
    }

    private static ResourceRequirements resources(Resources own, Resources defaults) {
        ResourceRequirementsBuilder resources = new ResourceRequirementsBuilder();
        own.cpuRequest()
                .or(defaults::cpuRequest)
                .ifPresent(cpu -> resources.addToRequests("cpu", new Quantity(cpu)));
        own.memoryRequest()
                .or(defaults::memoryRequest)
                .ifPresent(memory -> resources.addToRequests("memory", new Quantity(memory)));
        own.cpuLimit()
                .or(defaults::cpuLimit)
                .ifPresent(cpu -> resources.addToLimits("cpu", new Quantity(cpu)));
        own.memoryLimit()
                .or(defaults::memoryLimit)
                .ifPresent(memory -> resources.addToLimits("memory", new Quantity(memory)));
        return resources.build();
    }

    private static Map<String, String> annotations(
            Build build, ImageDestination destination, BuildPodSettings settings, ValueKeys keys) {
        BuildRef ref = build.ref();
        ArgsResolved resolved = build.resolved();
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(Annotations.BUILD_ID, ref.id().toString());
        annotations.put(Annotations.BUILD_NUMBER, Integer.toString(ref.number()));
        annotations.put(Annotations.PROJECT, ref.projectEnv().project());
        annotations.put(Annotations.ENVIRONMENT, ref.projectEnv().environment());
        annotations.put(Annotations.PROJECT_ENV_ID, ref.projectEnv().id().toString());
        ref.causedBy().ifPresent(order -> annotations.put(Annotations.CAUSED_BY, order));
        ref.causedBySource()
                .ifPresent(source -> annotations.put(Annotations.CAUSED_BY_SOURCE, source));
        annotations.put(Annotations.SEQUENCE, Long.toString(resolved.sequence()));
        annotations.put(Annotations.COMMIT, resolved.commit().sha());
        annotations.put(Annotations.RESOLVED_AT, build.resolvedAt().toString());
        annotations.put(Annotations.REPOSITORY, resolved.source().repository());
        annotations.put(Annotations.REGISTRY, destination.host());
        annotations.put(Annotations.IMAGE, destination.repository());
        annotations.put(Annotations.TAGS, String.join(",", destination.tags()));
        destination.cacheRepository().ifPresent(cache -> annotations.put(Annotations.CACHE, cache));
        resolved.source()
                .gitCredential()
                .map(Sealed::jwe)
                .ifPresent(jwe -> annotations.put(Annotations.GIT_CREDENTIAL, jwe));
        List<String> confidential = keys.confidential(build);
        if (!confidential.isEmpty()) {
            annotations.put(Annotations.SECRET_VALUES, String.join(",", confidential));
        }
        Workspace workspace = settings.workspace();
        annotations.put(Annotations.VOLUME_SIZE, workspace.size());
        workspace.storageClass().ifPresent(c -> annotations.put(Annotations.STORAGE_CLASS, c));
        workspace.hostPath().ifPresent(p -> annotations.put(Annotations.VOLUME_HOST_PATH, p));
        build.traceparent().ifPresent(trace -> annotations.put(Annotations.TRACEPARENT, trace));
        return annotations;
    }

    private static Optional<Secret> values(Build build, BuildPodSettings settings, ValueKeys keys) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> data = new TreeMap<>();
        keys.values(build).forEach((key, value) -> data.put(key, base64(value)));
        return Optional.of(
                new SecretBuilder()
                        .withNewMetadata()
                        .withName(Names.values(build.ref()))
                        .withNamespace(build.resolved().namespace())
                        .withLabels(
                                Labels.ofBuild(
                                        settings.cluster(), build.ref(), Names.job(build.ref())))
                        .endMetadata()
                        .withType("Opaque")
                        .withImmutable(true)
                        .withData(data)
                        .build());
    }

    static String base64(String text) {
        return Base64.getEncoder()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
