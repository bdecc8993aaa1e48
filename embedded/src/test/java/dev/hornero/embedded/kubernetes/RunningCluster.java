// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import dev.hornero.embedded.process.Directories;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One cluster for the tests of a class, which use names of their own, and a client of it. */
final class RunningCluster implements BeforeAllCallback, AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ClusterSettings settings;
    private Path data;
    private EmbeddedCluster cluster;
    private KubernetesClient client;

    RunningCluster(ClusterSettings settings) {
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        data = Directories.temporary("hornero-it-");
        cluster = EmbeddedCluster.start(data, 0, settings);
        client = Clients.of(cluster);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        client.close();
        cluster.close();
        Directories.delete(data);
    }

    KubernetesClient client() {
        return client;
    }

    Path data() {
        return data;
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }

    Job job(String name) {
        return client.batch().v1().jobs().withName(name).get();
    }

    Job awaitFinished(String name) {
        return await().until(
                        () -> job(name),
                        job ->
                                conditions(job).contains("Complete")
                                        || conditions(job).contains("Failed"));
    }

    List<Pod> podsOf(String job) {
        return client.pods().withLabel("job-name", job).list().getItems();
    }

    Pod podOf(String job) {
        return await().until(() -> podsOf(job), pods -> !pods.isEmpty()).getFirst();
    }

    Pod awaitPod(String name, Predicate<Pod> condition) {
        return await().until(
                        () -> client.pods().withName(name).get(),
                        pod -> pod != null && condition.test(pod));
    }

    String log(Pod pod, String container) {
        return client.pods().resource(pod).inContainer(container).getLog();
    }

    List<String> eventsOf(String object) {
        return client
                .v1()
                .events()
                .withField("involvedObject.name", object)
                .list()
                .getItems()
                .stream()
                .map(Event::getReason)
                .toList();
    }

    static boolean isRunning(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase());
    }

    static boolean isOver(Pod pod) {
        return List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    static String waitingReason(Pod pod) {
        if (pod.getStatus().getContainerStatuses().isEmpty()) {
            return "";
        }
        var waiting = pod.getStatus().getContainerStatuses().getFirst().getState().getWaiting();
        return waiting == null ? "" : waiting.getReason();
    }

    static ContainerStateTerminated terminated(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    }

    static List<String> conditions(Job job) {
        return job.getStatus().getConditions().stream()
                .filter(condition -> condition.getStatus().equals("True"))
                .map(JobCondition::getType)
                .toList();
    }
}
