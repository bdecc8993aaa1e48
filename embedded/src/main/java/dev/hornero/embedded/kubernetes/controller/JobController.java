// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.ApiException;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ClusterObjects.Part;
import dev.hornero.embedded.kubernetes.api.DeleteOptions;
import dev.hornero.embedded.kubernetes.api.Finalizers;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes, counts and removes the pods of Jobs, and deletes finished Jobs when their time is up. */
public final class JobController implements Controller {

    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);
    private static final String JOB_NAME = "batch.kubernetes.io/job-name";
    private static final String JOB_UID = "batch.kubernetes.io/controller-uid";

    private final ClusterObjects objects;
    private final EventRecorder events;
    private final Clock clock;
    private final Duration firstBackoff;

    /**
     * Not started: a {@code ControlLoop} runs it.
     *
     * @param firstBackoff how long a first failed pod is waited upon before the next is made
     */
    public JobController(
            ClusterObjects objects, EventRecorder events, Clock clock, Duration firstBackoff) {
        this.objects = objects;
        this.events = events;
        this.clock = clock;
        this.firstBackoff = firstBackoff;
    }

    @Override
    public String name() {
        return "job";
    }

    @Override
    public Collection<ObjectKey> all() {
        Set<ObjectKey> keys = new LinkedHashSet<>(objects.keys(ResourceType.JOB));
        objects.list(ResourceType.POD, "").items().stream()
                .flatMap(pod -> jobOf(pod).stream())
                .forEach(keys::add);
        return keys;
    }

    @Override
    public Collection<ObjectKey> affectedBy(Change change) {
        return switch (change.key().type()) {
            case JOB -> List.of(change.key());
            case POD ->
                    Stream.concat(change.before().stream(), change.after().stream())
                            .flatMap(pod -> jobOf(pod).stream())
                            .distinct()
                            .toList();
            case NAMESPACE,
                    NODE,
                    EVENT,
                    SECRET,
                    CONFIG_MAP,
                    SERVICE_ACCOUNT,
                    PERSISTENT_VOLUME,
                    PERSISTENT_VOLUME_CLAIM,
                    LEASE,
                    STORAGE_CLASS ->
                    List.of();
        };
    }

    @Override
    public Optional<Instant> reconcile(ObjectKey key) {
        releaseStrangers(key);
        Optional<ObjectNode> found = objects.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode tree = found.get();
        Job job = ClusterObjects.convert(tree, Job.class);
        JobPlan plan = JobPlanner.plan(job, podsOf(job), clock.instant(), firstBackoff);
        if (isExpired(job, plan)) {
            objects.delete(
                    key,
                    new DeleteOptions(
                            Optional.of(DeleteOptions.Propagation.FOREGROUND),
                            Optional.empty(),
                            Optional.of(Metadata.uid(tree)),
                            Optional.empty()));
            return Optional.empty();
        }
        // In one commit with the status: a Pod loses its finalizer exactly when it has been
        // counted.
        plan.counted().forEach(pod -> objects.removeFinalizer(key(pod), Finalizers.JOB_TRACKING));
        objects.setStatus(key, plan.status());
        for (JobPlan.News news : plan.news()) {
            if (news.warning()) {
                events.warning(tree, news.reason(), news.message());
            } else {
                events.normal(tree, news.reason(), news.message());
            }
        }
        plan.toDelete().forEach(pod -> delete(tree, pod));
        return create(tree, job, plan);
    }

    private boolean isExpired(Job job, JobPlan plan) {
        return JobConditions.isFinished(plan.status())
                && job.getSpec().getTtlSecondsAfterFinished() != null
                && plan.counted().isEmpty()
                && job.getMetadata().getDeletionTimestamp() == null
                && plan.lookAgain().filter(end -> !end.isAfter(clock.instant())).isPresent();
    }

    private Optional<Instant> create(ObjectNode tree, Job job, JobPlan plan) {
        try {
            for (int i = 0; i < plan.toCreate(); i++) {
                ObjectNode pod =
                        objects.create(
                                ResourceType.POD, job.getMetadata().getNamespace(), pod(job));
                events.normal(tree, "SuccessfulCreate", "Created pod: " + Metadata.name(pod));
            }
            return plan.lookAgain();
        } catch (ApiException refused) {
            events.warning(tree, "FailedCreate", "Error creating: " + refused.getMessage());
            return Optional.of(clock.instant().plus(AFTER_REFUSAL));
        }
    }

    private void delete(ObjectNode job, Pod pod) {
        objects.delete(key(pod), DeleteOptions.background().onlyUid(pod.getMetadata().getUid()));
        events.normal(job, "SuccessfulDelete", "Deleted pod: " + pod.getMetadata().getName());
    }

    private static Pod pod(Job job) {
        PodTemplateSpec template = job.getSpec().getTemplate();
        String name = job.getMetadata().getName();
        return new PodBuilder()
                .withNewMetadata()
                .withGenerateName(name + "-")
                .withLabels(template.getMetadata().getLabels())
                .withAnnotations(template.getMetadata().getAnnotations())
                .withFinalizers(Finalizers.JOB_TRACKING)
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(name)
                .withUid(job.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }

    private List<Pod> podsOf(Job job) {
        String uid = job.getMetadata().getUid();
        return objects.list(ResourceType.POD, job.getMetadata().getNamespace()).items().stream()
                .filter(pod ->
                        Metadata.controller(pod)
                                .filter(owner -> owner.path("uid").asText().equals(uid))
                                .isPresent())
                .map(pod -> ClusterObjects.convert(pod, Pod.class))
                .toList();
    }

    /** Pods that this Job's name made, but that no living Job will count any more. */
    private void releaseStrangers(ObjectKey key) {
        Optional<String> uid = objects.find(key).map(Metadata::uid);
        for (ObjectNode pod : objects.list(ResourceType.POD, key.namespace()).items()) {
            boolean ofThisName = key.name().equals(Metadata.labels(pod).get(JOB_NAME));
            boolean tracked = Metadata.finalizers(pod).contains(Finalizers.JOB_TRACKING);
            Optional<String> owner = Metadata.controller(pod).map(o -> o.path("uid").asText());
            boolean counted = uid.isPresent() && owner.equals(uid);
            if (ofThisName && tracked && !counted) {
                objects.change(
                        ObjectKey.of(ResourceType.POD, key.namespace(), Metadata.name(pod)),
                        Part.OBJECT,
                        p -> {
                            Metadata.removeFinalizer(p, Finalizers.JOB_TRACKING);
                            return p;
                        });
            }
        }
    }

    private static Optional<ObjectKey> jobOf(JsonNode pod) {
        var labels = Metadata.labels(pod);
        return Optional.ofNullable(labels.get(JOB_NAME))
                .filter(name -> labels.containsKey(JOB_UID))
                .map(name ->
                        ObjectKey.of(
                                ResourceType.JOB,
                                pod.path("metadata").path("namespace").asText(),
                                name));
    }

    private static ObjectKey key(HasMetadata pod) {
        return ObjectKey.of(
                ResourceType.POD, pod.getMetadata().getNamespace(), pod.getMetadata().getName());
    }
}
