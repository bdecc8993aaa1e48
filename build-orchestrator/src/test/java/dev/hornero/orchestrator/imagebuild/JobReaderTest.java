// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.orchestrator.imagebuild.model.Workspace;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderTest {
    private static final String TIME = "2026-11-29T08:00:00Z";
    private static final Workspace TODAY =
            new Workspace("1Gi", Optional.of("fast"), Optional.of("/var/lib/hornero"));

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
        assertThat(JobReader.build(ours.build(), "local", TODAY).sequence()).isEqualTo(5);

        ours.editMetadata().addToAnnotations(annotation, "written by hand").endMetadata();

        assertThatThrownBy(() -> JobReader.build(ours.build(), "local", TODAY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aJobHasTheVolumeThatItWasMadeForWhateverTheSettingsAreToday() {
        assertThat(workspace(golden("cache")))
                .isEqualTo(new Workspace("10Gi", Optional.empty(), Optional.empty()));
        assertThat(workspace(golden("static-volume")))
                .isEqualTo(
                        new Workspace("5Gi", Optional.empty(), Optional.of("/var/lib/hornero/")));
    }

    @Test
    void aJobOfAnEarlierReleaseGetsTheKindOfVolumeThatItsPodIsMadeFor() {
        assertThat(workspace(withoutVolume(golden("cache"))))
                .isEqualTo(new Workspace("1Gi", Optional.of("fast"), Optional.empty()));
        assertThat(workspace(withoutVolume(golden("static-volume")))).isEqualTo(TODAY);
    }

    private static Workspace workspace(Job job) {
        return JobReader.build(
                        new JobBuilder(job).editMetadata().withUid("uid").endMetadata().build(),
                        "local",
                        TODAY)
                .workspace();
    }

    private static Job withoutVolume(Job job) {
        Job without = new JobBuilder(job).build();
        without.getMetadata().getAnnotations().keySet().removeIf(name -> name.contains("volume"));
        return without;
    }

    private static Job ours() {
        return golden("cache");
    }

    private static Job golden(String name) {
        return Serialization.unmarshal(
                Objects.requireNonNull(
                        JobReaderTest.class.getResourceAsStream(
                                "/golden/" + name + "/out-Job.yaml")),
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
