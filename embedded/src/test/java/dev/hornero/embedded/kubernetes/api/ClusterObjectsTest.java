// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.ClusterObjects.Part;
import dev.hornero.embedded.kubernetes.api.DeleteOptions.Propagation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterObjectsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectKey JOB = ObjectKey.of(ResourceType.JOB, "default", "build");
    private static final ObjectKey POD = ObjectKey.of(ResourceType.POD, "default", "p");

    @TempDir private Path directory;
    private ObjectStore store;
    private ClusterObjects objects;

    @BeforeEach
    void open() throws Exception {
        store = ObjectStore.open(directory);
        objects = new ClusterObjects(store, Clock.fixed(NOON, ZoneOffset.UTC));
        objects.create(ResourceType.NAMESPACE, "", tree("{'metadata':{'name':'default'}}"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNewJobIsFilledInAsKubernetesFillsItIn() throws Exception {
        ObjectNode job = createJob();

        assertThat(job.path("spec").path("completions").asInt()).isEqualTo(1);
        assertThat(job.path("spec").path("suspend").asBoolean(true)).isFalse();
        assertThat(Metadata.labels(job.path("spec").path("template")))
                .containsEntry("job-name", "build")
                .containsEntry("batch.kubernetes.io/job-name", "build")
                .containsEntry("controller-uid", Metadata.uid(job));
        assertThat(
                        job.path("spec")
                                .path("template")
                                .path("spec")
                                .path("containers")
                                .path(0)
                                .path("terminationMessagePath")
                                .asText())
                .isEqualTo("/dev/termination-log");
    }

    @Test
    void statusAndTheRestAreWrittenApart() throws Exception {
        createJob();

        objects.change(
                JOB,
                Part.OBJECT,
                job -> {
                    job.withObject("/status").put("active", 9);
                    job.withObject("/spec").put("parallelism", 0);
                    return job;
                });
        objects.change(
                JOB,
                Part.STATUS,
                job -> {
                    job.withObject("/status").put("active", 1);
                    job.withObject("/spec").put("parallelism", 5);
                    return job;
                });

        ObjectNode job = objects.get(JOB);
        assertThat(job.path("status").path("active").asInt()).isEqualTo(1);
        assertThat(job.path("spec").path("parallelism").asInt()).isZero();
    }

    @Test
    void aWriteThatChangesNothingMakesNoNewVersion() throws Exception {
        createJob();
        long version = store.version();

        objects.change(JOB, Part.OBJECT, job -> job);

        assertThat(store.version()).isEqualTo(version);
    }

    @Test
    void aJobsTemplateCannotBeChangedOnceItRuns() throws Exception {
        createJob();

        assertThatThrownBy(() ->
                        objects.change(
                                JOB,
                                Part.OBJECT,
                                job -> {
                                    job.withObject("/spec/template/spec").put("nodeName", "x");
                                    return job;
                                }))
                .hasMessageContaining("spec.template: Invalid value: field is immutable");
    }

    @Test
    void deletingAJobWithoutAWordAboutItsPodsOrphansThem() throws Exception {
        createJob();

        ObjectNode deleted = objects.delete(JOB, DeleteOptions.NONE);

        assertThat(Metadata.finalizers(deleted)).containsExactly("orphan");
        assertThat(objects.find(JOB)).isPresent();
    }

    @Test
    void deletingAJobInTheBackgroundRemovesItAtOnce() throws Exception {
        createJob();

        objects.delete(JOB, DeleteOptions.background());

        assertThat(objects.find(JOB)).isEmpty();
    }

    @Test
    void deletingInTheForegroundWaitsForTheDependents() throws Exception {
        createJob();

        ObjectNode deleted =
                objects.delete(
                        JOB,
                        new DeleteOptions(
                                Optional.of(Propagation.FOREGROUND),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));

        assertThat(Metadata.finalizers(deleted)).containsExactly("foregroundDeletion");
    }

    @Test
    void noFinalizerCanBeAddedToWhatIsBeingDeleted() throws Exception {
        ObjectNode job = tree(jobText());
        Metadata.addFinalizer(job, "hornero.dev/published");
        objects.create(ResourceType.JOB, "default", job);
        objects.delete(JOB, DeleteOptions.background());

        assertThatThrownBy(() ->
                        objects.change(
                                JOB,
                                Part.OBJECT,
                                o -> {
                                    Metadata.addFinalizer(o, "hornero.dev/other");
                                    return o;
                                }))
                .hasMessageContaining("no new finalizers can be added");

        objects.removeFinalizer(JOB, "hornero.dev/published");
        assertThat(objects.find(JOB)).isEmpty();
    }

    @Test
    void aDeletionForAnotherUidIsAConflict() throws Exception {
        createJob();

        assertThatThrownBy(() -> objects.delete(JOB, DeleteOptions.background().onlyUid("other")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(409));
    }

    @Test
    void aRunningPodIsMarkedAndAWaitingOneGoesAtOnce() throws Exception {
        createPod();
        objects.delete(POD, DeleteOptions.background());
        assertThat(objects.find(POD)).isEmpty();

        createPod();
        objects.change(
                POD,
                Part.OBJECT,
                pod -> {
                    pod.withObject("/spec").put("nodeName", "hornero");
                    return pod;
                });
        ObjectNode deleted = objects.delete(POD, DeleteOptions.background());

        assertThat(deleted.path("metadata").path("deletionTimestamp").asText())
                .isEqualTo("2026-01-01T12:00:30Z");
        objects.delete(POD, DeleteOptions.background().within(0));
        assertThat(objects.find(POD)).isEmpty();
    }

    @Test
    void aPodThatTheNamespaceForbidsIsRefusedSayingWhy() throws Exception {
        objects.create(
                ResourceType.NAMESPACE,
                "",
                tree(
                        "{'metadata':{'name':'strict','labels':"
                                + "{'pod-security.kubernetes.io/enforce':'restricted'}}}"));

        assertThatThrownBy(() -> objects.create(ResourceType.POD, "strict", tree(podText())))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(403);
                            assertThat(e).hasMessageContaining("violates PodSecurity");
                        });
    }

    @Test
    void everyProblemOfAnObjectIsNamedWithItsField() {
        assertThatThrownBy(() ->
                        objects.create(
                                ResourceType.JOB,
                                "default",
                                tree(
                                        "{'metadata':{'name':'Bad_Name'},'spec':{'template':"
                                                + "{'spec':{'containers':[{'name':'c'}]}}}}")))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e ->
                                assertThat(e)
                                        .hasMessageContaining("metadata.name")
                                        .hasMessageContaining("spec.template.spec.restartPolicy")
                                        .hasMessageContaining(
                                                "spec.template.spec.containers[0].image"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'workingDir':'/x'                      | spec.containers[0].workingDir",
                "'envFrom':[{'secretRef':{'name':'s'}}] | spec.containers[0].envFrom",
                "'readinessProbe':{'exec':{}}           | spec.containers[0].readinessProbe",
                "'securityContext':{'runAsUser':1000}   | spec.containers[0].securityContext",
            })
    void whatTheKubeletWouldNotHeedIsRefused(String field, String named) {
        String pod = podText().replace("'image':'i'", "'image':'i'," + field);

        assertThatThrownBy(() -> objects.create(ResourceType.POD, "default", tree(pod)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(422);
                            assertThat(e).hasMessageContaining(named + ": Forbidden");
                        });
    }

    @Test
    void aMergePatchReplacesLists() throws Exception {
        ObjectNode pod = tree(podText());
        ObjectNode patch = tree("{'spec':{'containers':[{'name':'c','image':'new'}]}}");

        ObjectNode merged = new Patch.Merge(patch).applyTo(pod);

        assertThat(merged.path("spec").path("containers").path(0).has("command")).isFalse();
    }

    @Test
    void labelSelectorsAreEqualities() throws Exception {
        ObjectNode object = tree("{'metadata':{'labels':{'app':'shop','hornero.dev/x':''}}}");
        Map<String, Boolean> expected =
                Map.of(
                        "app=shop", true,
                        "app==shop, hornero.dev/x=", true,
                        "app=shop,missing=a", false,
                        "app=other", false,
                        "", true);

        expected.forEach((selector, matches) ->
                assertThat(LabelSelector.parse(selector).matches(object))
                        .as(selector)
                        .isEqualTo(matches));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app in (shop)", "app", "!app", "app!=shop"})
    void anyOtherLabelSelectorIsRefused(String selector) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(400);
                            assertThat(e).hasMessageContaining(selector);
                        });
    }

    @Test
    void fieldSelectorsAreEqualitiesOfFewFields() throws Exception {
        ObjectNode event = tree("{'type':'Warning','involvedObject':{'name':'b'}}");

        assertThat(
                        FieldSelector.parse(
                                        ResourceType.EVENT, "type=Warning,involvedObject.name=b")
                                .matches(event))
                .isTrue();
        assertThat(FieldSelector.parse(ResourceType.EVENT, "type=Normal").matches(event)).isFalse();
        assertThatThrownBy(() -> FieldSelector.parse(ResourceType.POD, "status.phase=Running"))
                .hasMessage("field label not supported: status.phase for pods");
        assertThatThrownBy(() -> FieldSelector.parse(ResourceType.EVENT, "type!=Normal"))
                .isInstanceOf(ApiException.class);
    }

    private ObjectNode createJob() throws Exception {
        return objects.create(ResourceType.JOB, "default", tree(jobText()));
    }

    private void createPod() throws Exception {
        objects.create(ResourceType.POD, "default", tree(podText()));
    }

    private static String jobText() {
        return "{'metadata':{'name':'build'},'spec':{'template':{'spec':{'restartPolicy':'Never',"
                + "'containers':[{'name':'c','image':'i'}]}}}}";
    }

    private static String podText() {
        return "{'metadata':{'name':'p'},'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'i',"
                + "'command':['sh']}]}}";
    }

    private static ObjectNode tree(String text) throws Exception {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }
}
