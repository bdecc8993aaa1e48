// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.quickstart.QuickstartException;
import dev.hornero.quickstart.home.Home;
import dev.hornero.quickstart.home.SealRecipient;
import dev.hornero.quickstart.home.Secrets;
import dev.hornero.quickstart.machine.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessPlanTest {

    @TempDir private Path directory;

    private Secrets secrets;

    @BeforeEach
    void openSecrets() {
        secrets = Secrets.openOrCreate(new Home(directory), new SecureRandom());
    }

    @Test
    void whatOthersNeedStartsFirst() {
        ProcessPlan plan = plan(BuildCluster.embedded(Map.of()));

        assertThat(plan.ground())
                .extracting(ProcessSpec::name)
                .containsExactly("kafka", "postgres", "git", "kubernetes");
        assertThat(plan.services())
                .extracting(ProcessSpec::name)
                .containsExactlyElementsOf(ProcessPlan.SERVICES);
    }

    @Test
    void everyProcessHasAPort() {
        ProcessPlan plan = plan(BuildCluster.embedded(Map.of()));

        assertThat(plan.names())
                .containsExactlyInAnyOrderElementsOf(new Ports(8080).byProcess().keySet());
    }

    @Test
    void eachServiceGetsOnlyTheSealKeysItNeeds() {
        assertThat(setting("project-service", "HORNERO_SEAL_KEYS"))
                .isEqualTo(secrets.sealKeys(SealRecipient.values()));
        assertThat(setting("scanner-service", "HORNERO_SEAL_KEYS"))
                .isEqualTo(secrets.sealKeys(SealRecipient.SCANNER));
        assertThat(setting("build-orchestrator", "HORNERO_SEAL_KEYS"))
                .isEqualTo(secrets.sealKeys(SealRecipient.CLUSTER));
        assertThat(environment("status-service")).doesNotContainKey("HORNERO_SEAL_KEYS");
        assertThat(environment("console")).doesNotContainKey("HORNERO_SEAL_KEYS");
    }

    @Test
    void servicesListenOnTheLoopbackAddressOnly() {
        for (String service : ProcessPlan.SERVICES) {
            assertThat(environment(service))
                    .as(service)
                    .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                    .containsEntry(
                            "QUARKUS_HTTP_PORT",
                            Integer.toString(new Ports(8080).byProcess().get(service)));
        }
    }

    @Test
    void theServicesOnKafkaKnowItsPasswordAndTheConsoleDoesNot() {
        for (String service :
                List.of(
                        "project-service",
                        "scanner-service",
                        "build-orchestrator",
                        "status-service")) {
            assertThat(environment(service))
                    .as(service)
                    .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:8085")
                    .containsEntry("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
                    .hasEntrySatisfying(
                            "KAFKA_SASL_JAAS_CONFIG",
                            login -> assertThat(login).contains(secrets.kafkaPassword()));
        }
        assertThat(environment("console").keySet())
                .noneMatch(
                        name -> name.startsWith("KAFKA_") || name.startsWith("HORNERO_MESSAGING"));
    }

    @Test
    void eachServiceWithStateHasADatabaseOfItsOwn() {
        assertThat(setting("project-service", "QUARKUS_DATASOURCE_JDBC_URL"))
                .isEqualTo("jdbc:postgresql://127.0.0.1:8086/projects");
        assertThat(setting("status-service", "QUARKUS_DATASOURCE_JDBC_URL"))
                .isEqualTo("jdbc:postgresql://127.0.0.1:8086/status");
        assertThat(environment("scanner-service")).doesNotContainKey("QUARKUS_DATASOURCE_JDBC_URL");
    }

    @Test
    void buildsReachTheGitServerTheRegistryAndWhatTheUserAllowsOfThisMachine() {
        assertThat(reach(Map.of())).containsExactlyInAnyOrder("8088", "5000");
        assertThat(reach(Map.of("HORNERO_REGISTRY", "registry.example.com:5001/team")))
                .containsExactly("8088");
        assertThat(
                        reach(
                                Map.of(
                                        "HORNERO_REGISTRY", "127.0.0.1:5001/team",
                                        "HORNERO_BUILDS_REACH", "3000, 3001")))
                .containsExactlyInAnyOrder("8088", "5001", "3000", "3001");
        assertThatThrownBy(() -> reach(Map.of("HORNERO_BUILDS_REACH", "3000;3001")))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("HORNERO_BUILDS_REACH: 3000;3001 is not a port");
    }

    private List<String> reach(Map<String, String> given) {
        List<String> command = spec(plan(BuildCluster.embedded(given)), "kubernetes").command();
        return IntStream.range(1, command.size())
                .filter(i -> command.get(i - 1).equals("--reach"))
                .mapToObj(command::get)
                .toList();
    }

    /** Decision 44. */
    @Test
    void everyServiceHasMoreCarriersThanProcessors() {
        assertThat(plan(BuildCluster.embedded(Map.of())).services())
                .allSatisfy(spec ->
                        assertThat(spec.command())
                                .as(spec.name())
                                .contains("-Djdk.virtualThreadScheduler.parallelism=64"));
    }

    @Test
    void everyProcessIsWatched() {
        assertThat(all(plan(BuildCluster.embedded(Map.of()))))
                .allSatisfy(spec -> assertThat(spec.watches()).as(spec.name()).isNotEmpty());
    }

    @Test
    void noSecretIsInACommandOrInTheTextOfAProcess() {
        String[] hidden = {
            secrets.bootstrapKey(),
            secrets.postgresPassword(),
            secrets.kafkaPassword(),
            secrets.sealKeys(SealRecipient.STORE).substring("store=".length())
        };

        assertThat(all(plan(BuildCluster.embedded(Map.of()))))
                .allSatisfy(spec -> {
                    assertThat(String.join(" ", spec.command())).doesNotContain(hidden);
                    assertThat(spec.toString()).doesNotContain(hidden);
                });
    }

    @Test
    void theUsersSettingsOfTheClusterHoldBeforeOurs() {
        BuildCluster cluster =
                BuildCluster.embedded(
                        Map.of(
                                "HORNERO_NAMESPACES", "builds,other",
                                "HORNERO_REGISTRY", "registry.example.com/team"));

        assertThat(cluster.namespaces()).containsExactly("builds", "other");
        assertThat(environment(plan(cluster), "build-orchestrator"))
                .containsEntry("HORNERO_NAMESPACES", "builds,other")
                .containsEntry("HORNERO_REGISTRY", "registry.example.com/team")
                .containsEntry("HORNERO_CLUSTER", "local")
                .containsEntry("KUBECONFIG", directory.resolve("kubeconfig").toString());
    }

    @Test
    void aClusterOfTheUserReplacesTheEmbeddedOneAndReachesTheGitServer() throws Exception {
        Path kubeconfig = Files.writeString(directory.resolve("theirs"), "");
        ProcessPlan plan =
                plan(
                        BuildCluster.external(
                                kubeconfig,
                                () -> "10.1.2.3",
                                Map.of("HORNERO_REGISTRY", "r:5000")));

        assertThat(plan.names()).doesNotContain("kubernetes");
        assertThat(environment(plan, "build-orchestrator"))
                .containsEntry("KUBECONFIG", kubeconfig.toString());
        assertThat(environment(plan, "scanner-service"))
                .containsEntry("HORNERO_GIT_ALLOW_CIDRS", "127.0.0.0/8,::1/128,10.1.2.3/32");
        assertThat(spec(plan, "git").command()).containsSequence("--host", "0.0.0.0");
    }

    @Test
    void withTheEmbeddedClusterTheGitServerIsOnTheLoopbackAddress() {
        ProcessPlan plan = plan(BuildCluster.embedded(Map.of()));

        assertThat(spec(plan, "git").command()).containsSequence("--host", "127.0.0.1");
        assertThat(environment(plan, "scanner-service"))
                .containsEntry("HORNERO_GIT_ALLOW_CIDRS", "127.0.0.0/8,::1/128");
    }

    @Test
    void aClusterOfTheUserNeedsARegistryThatItsPodsReach() throws Exception {
        Path kubeconfig = Files.writeString(directory.resolve("theirs"), "");

        assertThatThrownBy(() -> BuildCluster.external(kubeconfig, () -> "10.1.2.3", Map.of()))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("HORNERO_REGISTRY");
        assertThatThrownBy(() ->
                        BuildCluster.external(
                                directory.resolve("none"), () -> "10.1.2.3", Map.of()))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("cannot read");
    }

    private ProcessPlan plan(BuildCluster cluster) {
        return new ProcessPlan(
                new Installation(Path.of("/checkout"), Path.of("/jdk/bin/java"), "a.jar:b.jar"),
                new Home(directory),
                new Ports(8080),
                secrets,
                cluster,
                true);
    }

    private String setting(String process, String name) {
        return environment(process).get(name);
    }

    private Map<String, String> environment(String process) {
        return environment(plan(BuildCluster.embedded(Map.of())), process);
    }

    private static Map<String, String> environment(ProcessPlan plan, String process) {
        return spec(plan, process).environment();
    }

    private static Stream<ProcessSpec> all(ProcessPlan plan) {
        return Stream.concat(plan.ground().stream(), plan.services().stream());
    }

    private static ProcessSpec spec(ProcessPlan plan, String process) {
        return all(plan).filter(spec -> spec.name().equals(process)).findFirst().orElseThrow();
    }
}
