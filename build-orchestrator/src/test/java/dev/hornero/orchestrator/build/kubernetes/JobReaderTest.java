// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderTest {
    private static final String TIME = "2026-11-29T08:00:00Z";

    @Test
    void aSuspendedJobIsStoppingUntilItsControllerSaysThatItIsSuspended() {
        assertThat(isStopping(suspended())).isTrue();
        assertThat(isStopping(withCondition(suspended(), "Suspended"))).isFalse();
    }

    @Test
    void aSuspendedJobIsStoppingWhileOneOfItsPodsIsCounted() {
        JobBuilder said = withCondition(suspended(), "Suspended");

        assertThat(
                        isStopping(
                                new JobBuilder(said.build())
                                        .editStatus()
                                        .withTerminating(1)
                                        .endStatus()))
                .isTrue();
        assertThat(isStopping(new JobBuilder(said.build()).editStatus().withActive(1).endStatus()))
                .isTrue();
        assertThat(
                        isStopping(
                                new JobBuilder(said.build())
                                        .editStatus()
                                        .withTerminating(0)
                                        .endStatus()))
                .isFalse();
    }

    @Test
    void aFinishedOrDeletedJobIsNotStoppingThoughItsCountsStayAsTheyWere() {
        JobBuilder counted = suspended().editStatus().withActive(1).endStatus();

        assertThat(isStopping(withCondition(new JobBuilder(counted.build()), "Failed"))).isFalse();
        assertThat(isStopping(counted.editMetadata().withDeletionTimestamp(TIME).endMetadata()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {Annotations.BUILD_ID, Annotations.SEQUENCE, Annotations.RESOLVED_AT})
    void aJobWhoseAnnotationsCannotBeReadIsNoneOfOurs(String annotation) {
        JobBuilder ours = new JobBuilder(ours()).editMetadata().withUid("uid").endMetadata();
        assertThat(JobReader.build(ours.build(), "local", false).sequence()).isEqualTo(5);

        ours.editMetadata().addToAnnotations(annotation, "written by hand").endMetadata();

        assertThatThrownBy(() -> JobReader.build(ours.build(), "local", false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Job ours() {
        return Serialization.unmarshal(
                Objects.requireNonNull(
                        JobReaderTest.class.getResourceAsStream("/golden/cache/out-Job.yaml")),
                Job.class);
    }

    private static JobBuilder suspended() {
        return new JobBuilder()
                .withNewMetadata()
                .withCreationTimestamp(TIME)
                .endMetadata()
                .withNewSpec()
                .withSuspend(true)
                .endSpec()
                .withNewStatus()
                .withStartTime(TIME)
                .endStatus();
    }

    private static JobBuilder withCondition(JobBuilder job, String type) {
        return job.editStatus()
                .addNewCondition()
                .withType(type)
                .withStatus("True")
                .withLastTransitionTime(TIME)
                .endCondition()
                .endStatus();
    }

    private static boolean isStopping(JobBuilder job) {
        return JobReader.state(job.build()).stopping();
    }
}
