// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import dev.hornero.embedded.git.GitProcess;
import dev.hornero.embedded.kafka.KafkaProcess;
import dev.hornero.embedded.kubernetes.ClusterProcess;
import dev.hornero.embedded.postgres.EmbeddedPostgres;
import dev.hornero.embedded.postgres.PostgresProcess;
import dev.hornero.quickstart.home.Home;
import dev.hornero.quickstart.home.SealRecipient;
import dev.hornero.quickstart.home.Secrets;
import dev.hornero.quickstart.port.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which processes there are and what each is told. */
public record ProcessPlan(
        Installation installation, Home home, Ports ports, Secrets secrets, BuildCluster cluster) {

    /** The services and the console, by the names of their modules. */
    public static final List<String> SERVICES =
            List.of(
                    "project-service",
                    "scanner-service",
                    "build-orchestrator",
                    "status-service",
                    "console");

    private static final String LOOPBACK = "127.0.0.1";

    /** What the services need, and so starts first. */
    public List<ProcessSpec> ground() {
        List<ProcessSpec> ground = new ArrayList<>(List.of(kafka(), postgres(), git()));
        if (cluster.isEmbedded()) {
            ground.add(kubernetes());
        }
        return ground;
    }

    public List<ProcessSpec> services() {
        return List.of(
                projectService(),
                scannerService(),
                buildOrchestrator(),
                statusService(),
                console());
    }

    /** The names of all processes, which are those of their ports. */
    public List<String> names() {
        return Stream.concat(ground().stream(), services().stream())
                .map(ProcessSpec::name)
                .toList();
    }

    private ProcessSpec kafka() {
        return server("kafka", 192, KafkaProcess.class.getName(), ports.kafka(), Map.of());
    }

    private ProcessSpec postgres() {
        return server(
                "postgres",
                48,
                PostgresProcess.class.getName(),
                ports.postgres(),
                Map.of(PostgresProcess.PASSWORD, secrets.postgresPassword()),
                "--database",
                "projects",
                "--database",
                "status");
    }

    private ProcessSpec git() {
        return server(
                "git",
                48,
                GitProcess.class.getName(),
                ports.git(),
                Map.of(),
                "--host",
                cluster.gitListens());
    }

    private ProcessSpec kubernetes() {
        return server(
                "kubernetes",
                192,
                ClusterProcess.class.getName(),
                ports.kubernetes(),
                Map.of(),
                "--kubeconfig-out",
                home.kubeconfig().toString());
    }

    private ProcessSpec projectService() {
        Map<String, String> environment = database("projects");
        environment.put("HORNERO_BOOTSTRAP_KEY", secrets.bootstrapKey());
        environment.put("HORNERO_SEAL_KEYS", secrets.sealKeys(SealRecipient.values()));
        return service("project-service", ports.projectService(), environment);
    }

    private ProcessSpec scannerService() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HORNERO_SEAL_KEYS", secrets.sealKeys(SealRecipient.SCANNER));
        environment.put("HORNERO_GIT_ALLOW_SCHEMES", "https,ssh,git,http");
        environment.put("HORNERO_GIT_ALLOW_CIDRS", cluster.gitAllowCidrs());
        return service("scanner-service", ports.scannerService(), environment);
    }

    private ProcessSpec buildOrchestrator() {
        Map<String, String> environment = new LinkedHashMap<>(cluster.settings());
        environment.put("HORNERO_SEAL_KEYS", secrets.sealKeys(SealRecipient.CLUSTER));
        environment.put("HORNERO_CLUSTER", BuildCluster.NAME);
        environment.put("KUBECONFIG", cluster.kubeconfig(home).toString());
        return service("build-orchestrator", ports.buildOrchestrator(), environment);
    }

    private ProcessSpec statusService() {
        Map<String, String> environment = database("status");
        environment.put("HORNERO_BOOTSTRAP_KEY", secrets.bootstrapKey());
        return service("status-service", ports.statusService(), environment);
    }

    private ProcessSpec console() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HORNERO_PROJECT_SERVICE_URL", http(ports.projectService()));
        environment.put("HORNERO_STATUS_SERVICE_URL", http(ports.statusService()));
        return service("console", ports.console(), environment);
    }

    private Map<String, String> database(String name) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://%s:%d/%s".formatted(LOOPBACK, ports.postgres(), name));
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedPostgres.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.postgresPassword());
        return environment;
    }

    private ProcessSpec service(String name, int port, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("QUARKUS_HTTP_HOST", LOOPBACK);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        all.put("KAFKA_BOOTSTRAP_SERVERS", LOOPBACK + ":" + ports.kafka());
        all.put("HORNERO_MESSAGING_INSTANCE", name);
        List<String> command = java(name, 192);
        command.addAll(List.of("-jar", installation.application(name).toString()));
        return new ProcessSpec(
                name,
                command,
                all,
                new Readiness.Answers(URI.create(http(port) + "/q/health/ready")));
    }

    private ProcessSpec server(
            String name,
            int heapMebibytes,
            String main,
            int port,
            Map<String, String> environment,
            String... arguments) {
        List<String> command = java(name, heapMebibytes);
        command.addAll(List.of(main, "--data", home.data(name).toString()));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(List.of(arguments));
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("CLASSPATH", installation.classPath());
        return new ProcessSpec(name, command, all, new Readiness.SaysReady());
    }

    /** Small rather than fast: ten of them share a laptop. */
    private List<String> java(String name, int heapMebibytes) {
        Path java = installation.java();
        return new ArrayList<>(
                List.of(
                        java.toString(),
                        "-Xmx" + heapMebibytes + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dhornero.process=" + name));
    }

    private static String http(int port) {
        return "http://%s:%d".formatted(LOOPBACK, port);
    }
}
