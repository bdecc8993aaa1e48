// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static dev.hornero.embedded.kubernetes.RunningCluster.await;
import static dev.hornero.embedded.kubernetes.RunningCluster.conditions;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs, from being asked for to being gone. */
class JobIT {

    @RegisterExtension
    private static final RunningCluster CLUSTER =
            new RunningCluster(ClusterSettings.DEFAULT.withFirstBackoff(Duration.ofMillis(100)));

    @Test
    void aSuspendedJobMakesNoPodUntilItIsReleased() {
        Job suspended =
                new JobBuilder(BuildJobs.script("held", "echo ran"))
                        .editSpec()
                        .withSuspend(true)
                        .endSpec()
                        .build();
        create(suspended);
        await().until(() -> conditions(CLUSTER.job("held")).contains("Suspended"));
        assertThat(CLUSTER.podsOf("held")).isEmpty();
        assertThat(CLUSTER.job("held").getStatus().getStartTime()).isNull();

        CLUSTER.client()
                .batch()
                .v1()
                .jobs()
                .withName("held")
                .edit(j -> new JobBuilder(j).editSpec().withSuspend(false).endSpec().build());

        Job done = CLUSTER.awaitFinished("held");
        assertThat(conditions(done)).containsExactly("SuccessCriteriaMet", "Complete");
        assertThat(done.getStatus().getSucceeded()).isEqualTo(1);
        assertThat(done.getStatus().getStartTime()).isNotNull();
        assertThat(CLUSTER.eventsOf("held"))
                .contains("Suspended", "Resumed", "SuccessfulCreate", "Completed");
    }

    @Test
    void aFailingPodIsTriedAgainUpToTheLimit() {
        create(
                new JobBuilder(BuildJobs.script("fails", "exit 1"))
                        .editSpec()
                        .withBackoffLimit(1)
                        .endSpec()
                        .build());

        Job failed = CLUSTER.awaitFinished("fails");

        assertThat(conditions(failed)).containsExactly("FailureTarget", "Failed");
        assertThat(failed.getStatus().getFailed()).isEqualTo(2);
        assertThat(CLUSTER.podsOf("fails")).hasSize(2);
        assertThat(CLUSTER.podsOf("fails").getFirst().getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void theDeadlineDeletesThePodAndFailsTheJob() {
        create(
                new JobBuilder(BuildJobs.script("slow", "exec sleep 600"))
                        .editSpec()
                        .withActiveDeadlineSeconds(3L)
                        .editTemplate()
                        .editSpec()
                        .withTerminationGracePeriodSeconds(1L)
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());

        Job failed = CLUSTER.awaitFinished("slow");

        assertThat(failed.getStatus().getConditions().getLast().getReason())
                .isEqualTo("DeadlineExceeded");
        await().until(() -> CLUSTER.podsOf("slow").isEmpty());
    }

    @Test
    void aFinishedJobGoesWithItsPodsWhenItsTimeIsUp() {
        create(
                new JobBuilder(BuildJobs.script("brief", "true"))
                        .editSpec()
                        .withTtlSecondsAfterFinished(1)
                        .endSpec()
                        .build());

        await().until(() -> CLUSTER.job("brief") == null);
        await().until(() -> CLUSTER.podsOf("brief").isEmpty());
    }

    @Test
    void aJobWithAFinalizerWaitsForItAndItsPodsDoNot() {
        create(
                new JobBuilder(BuildJobs.script("published", "exec sleep 600"))
                        .editMetadata()
                        .addToFinalizers("hornero.dev/published")
                        .endMetadata()
                        .build());
        CLUSTER.podOf("published");

        delete("published", DeletionPropagation.FOREGROUND);

        await().until(() -> CLUSTER.podsOf("published").isEmpty());
        await().until(() ->
                CLUSTER.job("published")
                        .getMetadata()
                        .getFinalizers()
                        .equals(java.util.List.of("hornero.dev/published")));
        CLUSTER.client()
                .batch()
                .v1()
                .jobs()
                .withName("published")
                .edit(j ->
                        new JobBuilder(j)
                                .editMetadata()
                                .removeFromFinalizers("hornero.dev/published")
                                .endMetadata()
                                .build());
        await().until(() -> CLUSTER.job("published") == null);
    }

    @Test
    void whatAJobOwnsGoesWithItAndOrphansStay() {
        Job job = create(BuildJobs.script("owner", "true"));
        CLUSTER.awaitFinished("owner");
        CLUSTER.client()
                .resource(
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName("owned")
                                .addToOwnerReferences(
                                        new OwnerReferenceBuilder()
                                                .withApiVersion("batch/v1")
                                                .withKind("Job")
                                                .withName("owner")
                                                .withUid(job.getMetadata().getUid())
                                                .build())
                                .endMetadata()
                                .build())
                .create();
        create(BuildJobs.script("orphaning", "true"));
        CLUSTER.awaitFinished("orphaning");

        delete("owner", DeletionPropagation.BACKGROUND);
        delete("orphaning", DeletionPropagation.ORPHAN);

        await().until(() -> CLUSTER.client().configMaps().withName("owned").get() == null);
        await().until(() -> CLUSTER.podsOf("owner").isEmpty());
        await().until(() -> CLUSTER.job("orphaning") == null);
        assertThat(CLUSTER.podsOf("orphaning")).hasSize(1);
        assertThat(CLUSTER.podsOf("orphaning").getFirst().getMetadata().getOwnerReferences())
                .isEmpty();
    }

    @Test
    void aPodThatTheNamespaceForbidsIsAnEventOfTheJobAndNothingElse() {
        CLUSTER.client()
                .resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName("strict")
                                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                                .endMetadata()
                                .build())
                .create();
        CLUSTER.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace("strict")
                .resource(BuildJobs.script("forbidden", "true"))
                .create();

        await().until(() ->
                CLUSTER
                        .client()
                        .v1()
                        .events()
                        .inNamespace("strict")
                        .withField("reason", "FailedCreate")
                        .list()
                        .getItems()
                        .stream()
                        .anyMatch(e -> e.getMessage().contains("violates PodSecurity")));
        assertThat(CLUSTER.client().pods().inNamespace("strict").list().getItems()).isEmpty();
    }

    private static Job create(Job job) {
        return CLUSTER.client().resource(job).create();
    }

    private static void delete(String job, DeletionPropagation propagation) {
        CLUSTER.client()
                .batch()
                .v1()
                .jobs()
                .withName(job)
                .withPropagationPolicy(propagation)
                .delete();
    }
}
