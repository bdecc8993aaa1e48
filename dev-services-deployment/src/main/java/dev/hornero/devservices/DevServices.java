// SPDX-License-Identifier: Apache-2.0
package dev.hornero.devservices;

import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;

import dev.hornero.embedded.kafka.EmbeddedKafka;
import dev.hornero.embedded.kubernetes.TestCluster;
import dev.hornero.embedded.postgres.EmbeddedPostgres;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts in {@code quarkus:dev}, from the embedded servers, what a service needs and no setting
 * names: a broker, unless one listens at {@code kafka.bootstrap.servers}, so that all services in
 * dev mode share the first one's; a database and a Kubernetes cluster of the service's own. The
 * keys are the same in every service and secret to no one.
 */
@BuildSteps(onlyIf = IsDevelopment.class)
public final class DevServices {

    /** The first administrator's API key of a project-service in dev mode. */
    static final String BOOTSTRAP_KEY = "dev-bootstrap-key";

    /** One address of this machine. */
    private static final Pattern LOOPBACK = Pattern.compile("(?:localhost|127\\.0\\.0\\.1):(\\d+)");

    private static final String DATABASE = "hornero";

    /** 32 bytes in base64url. */
    private static final String SEAL_KEY = "b25seS1mb3ItcXVhcmt1cy1kZXYtYW5kLW5vLW90aGU";

    private static final String CLUSTER = "local";

    /**
     * The settings without a default; and the broker in the same process does not log into the
     * service's log.
     */
    @BuildStep
    DevServicesResultBuildItem settings() {
        return DevServicesResultBuildItem.discovered()
                .feature("hornero-settings")
                .config(
                        Map.ofEntries(
                                entry(
                                        "HORNERO_SEAL_KEYS",
                                        Stream.of("scanner", "cluster:" + CLUSTER, "store")
                                                .map(recipient -> recipient + "=" + SEAL_KEY)
                                                .collect(joining(","))),
                                entry("HORNERO_BOOTSTRAP_KEY", BOOTSTRAP_KEY),
                                entry("HORNERO_CLUSTER", CLUSTER),
                                entry("HORNERO_NAMESPACES", "default"),
                                entry("HORNERO_REGISTRY", "localhost:5000"),
                                entry("HORNERO_REGISTRY_INSECURE", "true"),
                                entry("HORNERO_GIT_ALLOW_SCHEMES", "https,ssh,git,http"),
                                entry("HORNERO_GIT_ALLOW_CIDRS", "127.0.0.0/8,::1/128"),
                                entry("quarkus.log.category.\"kafka\".level", "WARN"),
                                entry("quarkus.log.category.\"state.change.logger\".level", "WARN"),
                                entry("quarkus.log.category.\"org.apache.kafka\".level", "WARN")))
                .build();
    }

    @BuildStep
    List<DevServicesResultBuildItem> kafka(Capabilities capabilities) {
        if (!capabilities.isPresent(Capability.KAFKA)) {
            return List.of();
        }
        Matcher address = LOOPBACK.matcher(setting("kafka.bootstrap.servers").orElseThrow());
        if (!address.matches()) {
            return List.of();
        }
        int port = Integer.parseInt(address.group(1));
        return List.of(
                DevServicesResultBuildItem.<DevServer<AutoCloseable>>owned()
                        .feature("hornero-kafka")
                        .startable(
                                () -> new DevServer<>(() -> broker(port), _ -> "localhost:" + port))
                        .configProvider(Map.of())
                        .build());
    }

    /** Looks when the application starts: at a live reload the port is taken by our own broker. */
    private static AutoCloseable broker(int port) {
        return listens(port) ? () -> {} : EmbeddedKafka.startTemporary(port);
    }

    @BuildStep
    List<DevServicesResultBuildItem> postgres(Capabilities capabilities) {
        if (!capabilities.isPresent(Capability.AGROAL)
                || setting("quarkus.datasource.jdbc.url").isPresent()) {
            return List.of();
        }
        return List.of(
                DevServicesResultBuildItem.<DevServer<EmbeddedPostgres>>owned()
                        .feature("hornero-postgres")
                        .startable(() ->
                                new DevServer<>(
                                        DevServices::database,
                                        postgres -> postgres.jdbcUrl(DATABASE)))
                        .configProvider(
                                Map.of(
                                        "quarkus.datasource.jdbc.url",
                                        DevServer::getConnectionInfo,
                                        "quarkus.datasource.username",
                                        postgres -> EmbeddedPostgres.USER,
                                        "quarkus.datasource.password",
                                        postgres -> postgres.server().password()))
                        .build());
    }

    /**
     * Not the cluster that a kubeconfig at its usual place names: a service in dev mode changes it.
     */
    @BuildStep
    List<DevServicesResultBuildItem> kubernetes(Capabilities capabilities) {
        if (!capabilities.isPresent(Capability.KUBERNETES_CLIENT)
                || setting("quarkus.kubernetes-client.api-server-url").isPresent()
                || setting("KUBECONFIG").isPresent()) {
            return List.of();
        }
        return List.of(
                DevServicesResultBuildItem.<DevServer<TestCluster>>owned()
                        .feature("hornero-kubernetes")
                        .startable(
                                () -> new DevServer<>(DevServices::cluster, TestCluster::masterUrl))
                        .config(Map.of("quarkus.kubernetes-client.namespace", "default"))
                        .configProvider(
                                Map.of(
                                        "quarkus.kubernetes-client.api-server-url",
                                        DevServer::getConnectionInfo))
                        .build());
    }

    private static TestCluster cluster() {
        TestCluster cluster = new TestCluster();
        cluster.apply(Map.of());
        return cluster;
    }

    private static EmbeddedPostgres database() {
        EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();
        postgres.createDatabase(DATABASE);
        return postgres;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> setting(String property) {
        return ConfigProvider.getConfig().getOptionalValue(property, String.class);
    }
}
