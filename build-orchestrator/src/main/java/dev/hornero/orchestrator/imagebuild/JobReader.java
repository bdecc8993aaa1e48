// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.Sealed;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.job.CreatedResource;
import dev.hornero.events.job.JobLocation;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.Containers;
import dev.hornero.orchestrator.imagebuild.model.Observation.Finish;
import dev.hornero.orchestrator.imagebuild.model.Observation.JobState;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.imagebuild.model.Workspace;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a build back from its Job; the other half of {@link BuildResources}. */
final class JobReader {
    private static final String CANCEL = "cancel";

    private JobReader() {}

    /**
     * What the Job's annotations say; throws {@link IllegalArgumentException} for another's Job.
     *
     * @param today the volume that a Job of now is made for
     */
    static BuildJob build(Job job, String cluster, Workspace today) {
        Map<String, String> annotations = annotations(job);
        Workspace workspace = workspace(job, today);
        return new BuildJob(
                new BuildRef(
                        BuildId.of(required(annotations, Annotations.BUILD_ID)),
                        Integer.parseInt(required(annotations, Annotations.BUILD_NUMBER)),
                        new ProjectEnvRef(
                                ProjectEnvId.of(required(annotations, Annotations.PROJECT_ENV_ID)),
                                required(annotations, Annotations.PROJECT),
                                required(annotations, Annotations.ENVIRONMENT)),
                        optional(annotations, Annotations.CAUSED_BY),
                        optional(annotations, Annotations.CAUSED_BY_SOURCE)),
                new JobLocation(
                        cluster, job.getMetadata().getNamespace(), job.getMetadata().getName()),
                job.getMetadata().getUid(),
                Long.parseLong(required(annotations, Annotations.SEQUENCE)),
                instant(required(annotations, Annotations.RESOLVED_AT)),
                required(annotations, Annotations.REGISTRY),
                required(annotations, Annotations.IMAGE),
                List.of(required(annotations, Annotations.TAGS).split(",")),
                optional(annotations, Annotations.CACHE),
                Duration.ofSeconds(
                        Objects.requireNonNullElse(job.getSpec().getActiveDeadlineSeconds(), 0L)),
                required(annotations, Annotations.REPOSITORY),
                optional(annotations, Annotations.GIT_CREDENTIAL).map(Sealed::new),
                optional(annotations, Annotations.SECRET_VALUES)
                        .map(keys -> List.of(keys.split(",")))
                        .orElse(List.of()),
                workspace,
                resources(job, workspace.isStatic()),
                optional(annotations, Annotations.TRACEPARENT));
    }

    /**
     * One that an earlier release made does not say it; its Pod shows of what kind it has to be.
     */
    private static Workspace workspace(Job job, Workspace today) {
        Map<String, String> annotations = annotations(job);
        return optional(annotations, Annotations.VOLUME_SIZE)
                .map(size ->
                        new Workspace(
                                size,
                                optional(annotations, Annotations.STORAGE_CLASS),
                                optional(annotations, Annotations.VOLUME_HOST_PATH)))
                .orElseGet(() ->
                        hasCleanUp(job)
                                ? today
                                : new Workspace(
                                        today.size(), today.storageClass(), Optional.empty()));
    }

    private static boolean hasCleanUp(Job job) {
        return job.getSpec().getTemplate().getSpec().getInitContainers().stream()
                .anyMatch(container -> container.getName().equals(Containers.CLEAN_UP));
    }

    static JobState state(Job job) {
        Optional<Instant> startedAt =
                job.getStatus() == null ? Optional.empty() : time(job.getStatus().getStartTime());
        return new JobState(
                time(job.getMetadata().getCreationTimestamp()).orElse(Instant.EPOCH),
                isSuspended(job),
                startedAt,
                startedAt.isPresent() && isStopping(job),
                finish(job),
                verdict(job),
                time(job.getMetadata().getDeletionTimestamp()),
                hasFinalizer(job));
    }

    static boolean isSuspended(Job job) {
        return Boolean.TRUE.equals(job.getSpec().getSuspend());
    }

    /**
     * The controller stops a Job that is not deleted and says so by a condition; Pods that it has
     * asked to go are counted until they are gone.
     */
    private static boolean isStopping(Job job) {
        return isSuspended(job)
                && finish(job).isEmpty()
                && job.getMetadata().getDeletionTimestamp() == null
                && (hasPods(job)
                        || conditions(job)
                                .noneMatch(condition -> condition.getType().equals("Suspended")));
    }

    private static boolean hasPods(Job job) {
        return Stream.of(job.getStatus().getActive(), job.getStatus().getTerminating())
                .anyMatch(count -> count != null && count > 0);
    }

    private static Stream<JobCondition> conditions(Job job) {
        return job.getStatus() == null || job.getStatus().getConditions() == null
                ? Stream.empty()
                : job.getStatus().getConditions().stream()
                        .filter(condition -> "True".equals(condition.getStatus()));
    }

    static boolean hasFinalizer(Job job) {
        return job.getMetadata().getFinalizers() != null
                && job.getMetadata().getFinalizers().contains(Annotations.FINALIZER);
    }

    static Optional<Finish> finish(Job job) {
        return conditions(job).flatMap(condition -> finish(condition).stream()).findFirst();
    }

    /** SuccessCriteriaMet and FailureTarget come before these and are not yet the end. */
    private static Optional<Finish> finish(JobCondition condition) {
        Instant at = time(condition.getLastTransitionTime()).orElse(Instant.EPOCH);
        return switch (condition.getType()) {
            case "Complete" -> Optional.of(new Finish.Complete(at));
            case "Failed" ->
                    Optional.of(
                            new Finish.Failed(
                                    at, text(condition.getReason()), text(condition.getMessage())));
            default -> Optional.empty();
        };
    }

    static Optional<Verdict> verdict(Job job) {
        Map<String, String> annotations = annotations(job);
        String detail = optional(annotations, Annotations.VERDICT_DETAIL).orElse("unknown");
        return optional(annotations, Annotations.VERDICT)
                .map(verdict ->
                        verdict.equals(CANCEL)
                                ? new Verdict.Cancel(detail)
                                : new Verdict.Fail(reason(verdict), detail));
    }

    /** Annotations by which {@link #verdict} reads a verdict back. */
    static Map<String, String> annotations(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Cancel(var by) ->
                    Map.of(Annotations.VERDICT, CANCEL, Annotations.VERDICT_DETAIL, by);
            case Verdict.Fail(var reason, var message) ->
                    Map.of(Annotations.VERDICT, reason.name(), Annotations.VERDICT_DETAIL, message);
        };
    }

    private static BuildFailureReason reason(String name) {
        return Stream.of(BuildFailureReason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElse(BuildFailureReason.UNKNOWN);
    }

    /** Everything that the Pod refers to, which is what exists once the build is launched. */
    private static List<CreatedResource> resources(Job job, boolean staticVolume) {
        PodSpec pod = job.getSpec().getTemplate().getSpec();
        Set<CreatedResource> resources = new LinkedHashSet<>();
        resources.add(new CreatedResource("Job", job.getMetadata().getName()));
        Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .flatMap(variable -> secret(variable).stream())
                .forEach(secret -> resources.add(new CreatedResource("Secret", secret)));
        pod.getVolumes()
                .forEach(volume -> {
                    if (volume.getSecret() != null) {
                        resources.add(
                                new CreatedResource("Secret", volume.getSecret().getSecretName()));
                    }
                    if (volume.getPersistentVolumeClaim() != null) {
                        String claim = volume.getPersistentVolumeClaim().getClaimName();
                        if (staticVolume) {
                            resources.add(new CreatedResource("PersistentVolume", claim));
                        }
                        resources.add(new CreatedResource("PersistentVolumeClaim", claim));
                    }
                });
        return new ArrayList<>(resources);
    }

    private static Optional<String> secret(EnvVar variable) {
        return variable.getValueFrom() == null || variable.getValueFrom().getSecretKeyRef() == null
                ? Optional.empty()
                : Optional.of(variable.getValueFrom().getSecretKeyRef().getName());
    }

    static Map<String, String> annotations(Job job) {
        return Objects.requireNonNullElse(job.getMetadata().getAnnotations(), Map.of());
    }

    private static String required(Map<String, String> annotations, String name) {
        return optional(annotations, name)
                .orElseThrow(
                        () -> new IllegalArgumentException("annotation " + name + " is missing"));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Optional<String> optional(Map<String, String> annotations, String name) {
        return Optional.ofNullable(annotations.get(name));
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static Optional<Instant> time(@Nullable String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }
}
