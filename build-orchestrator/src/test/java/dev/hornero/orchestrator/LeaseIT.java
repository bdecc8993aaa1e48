// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.orchestrator.api.ApiProxy;
import dev.hornero.orchestrator.api.Call;
import dev.hornero.orchestrator.api.Fault;
import dev.hornero.orchestrator.instance.Cluster;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.Topics;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who leads, and what an orchestrator says that cannot. */
class LeaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUILDS = "lease-builds";
    private static final String OWN = "lease-own";

    private static Cluster cluster;
    private static int count;

    private String name = "";

    @BeforeAll
    static void start() throws IOException {
        cluster = Cluster.start();
        cluster.namespace(BUILDS);
        cluster.namespace(OWN);
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @BeforeEach
    void newCluster() {
        count++;
        name = "cluster-" + count;
    }

    @Test
    void theLeaseIsInTheNamespaceOfTheOrchestratorsServiceAccount(@TempDir Path files)
            throws IOException {
        Path file = Files.writeString(files.resolve("namespace"), OWN + "\n");
        try (ApiProxy proxy = ApiProxy.before(cluster.url());
                Instance instance =
                        instance(proxy, Map.of("hornero.lease.own-namespace-file", "" + file))) {
            instance.stand();

            await().atMost(PATIENCE).until(() -> instance.notReadyToLead().isEmpty());

            assertThat(proxy.calls())
                    .filteredOn(call -> call.resource().equals("leases"))
                    .isNotEmpty()
                    .extracting(Call::namespace)
                    .containsOnly(OWN);
        }
    }

    @Test
    void aLeaseThatIsForbiddenIsSaidInOneLineAndNotReady() throws IOException {
        try (LogLines log = new LogLines();
                ApiProxy proxy = ApiProxy.before(cluster.url());
                Instance instance = instance(proxy, Map.of())) {
            proxy.spoil(call ->
                    call.resource().equals("leases")
                            ? new Fault.Answer(
                                    403,
                                    Map.of("Content-Type", "application/json"),
                                    """
                                    {"kind":"Status","apiVersion":"v1","status":"Failure","code":403,
                                     "message":"leases is forbidden"}
                                    """)
                            : Fault.NONE);
            assertThat(instance.notReadyToLead()).isPresent();

            instance.stand();

            await().atMost(PATIENCE).until(() -> leaseCalls(proxy) > 8);
            assertThat(instance.notReadyToLead())
                    .get()
                    .asString()
                    .contains(BUILDS + "/hornero-build-orchestrator-" + name)
                    .contains("leases is forbidden");
            assertThat(log.of("dev.hornero.orchestrator.control")).isEqualTo(1);

            proxy.spoil(_ -> Fault.NONE);

            await().atMost(PATIENCE).until(() -> instance.notReadyToLead().isEmpty());
        }
    }

    @Test
    void anOrchestratorOfOtherSettingsDoesNotLeadBesideTheOneThatDoes() throws IOException {
        try (LogLines log = new LogLines();
                ApiProxy proxy = ApiProxy.before(cluster.url());
                ApiProxy otherWay = ApiProxy.before(cluster.url());
                Instance other =
                        instance(
                                otherWay,
                                Map.of("hornero.build.volume.host-path", "/var/lib/hornero"))) {
            String leader;
            try (Instance _ = instance(proxy, Map.of()).stand()) {
                await().atMost(PATIENCE).until(() -> holder() != null);
                leader = holder();
                try (Instance same = instance(proxy, Map.of()).stand()) {
                    other.stand();

                    await().atMost(PATIENCE).until(() -> leaseCalls(otherWay) > 8);
                    assertThat(other.notReadyToLead())
                            .get()
                            .asString()
                            .contains("Another orchestrator leads with other settings")
                            .contains("HORNERO_VOLUME_HOST_PATH=/var/lib/hornero");
                    await().atMost(PATIENCE).until(() -> same.notReadyToLead().isEmpty());
                    assertThat(holder()).isEqualTo(leader);
                    assertThat(log.of("dev.hornero.orchestrator.control.OwnLease")).isEqualTo(1);
                }
            }

            // Once there is no other one its settings are the cluster's.
            await().atMost(PATIENCE).until(() -> other.notReadyToLead().isEmpty());
            await().atMost(PATIENCE).until(() -> holder() != null && !leader.equals(holder()));
        }
    }

    private static long leaseCalls(ApiProxy proxy) {
        return proxy.calls().stream().filter(call -> call.resource().equals("leases")).count();
    }

    private String holder() {
        Lease lease =
                cluster.client()
                        .leases()
                        .inNamespace(BUILDS)
                        .withName("hornero-build-orchestrator-" + name)
                        .get();
        return lease == null ? null : lease.getSpec().getHolderIdentity();
    }

    private Instance instance(ApiProxy proxy, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("hornero.orchestrator.namespaces", BUILDS);
        settings.put("hornero.orchestrator.cluster", name);
        return Instance.of(proxy, new Topics(), settings);
    }
}
