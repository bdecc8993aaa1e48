// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hornero.embedded.git.GitProcess;
import dev.hornero.embedded.kafka.EmbeddedKafka;
import dev.hornero.embedded.kafka.KafkaProcess;
import dev.hornero.embedded.kubernetes.ClusterProcess;
import dev.hornero.embedded.postgres.EmbeddedPostgres;
import dev.hornero.embedded.postgres.PostgresProcess;
import dev.hornero.quickstart.home.Home;
import dev.hornero.quickstart.home.SealRecipient;
import dev.hornero.quickstart.home.Secrets;
import dev.hornero.quickstart.machine.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which processes there are and what each is given.
 *
 * @param apart whether builds in the embedded cluster are kept apart from this machine
 */
public record ProcessPlan(
        Installation installation,
        Home home,
        Ports ports,
        Secrets secrets,
        BuildCluster cluster,
        boolean apart) {

    /** The services and the console, by the names of their modules. */
    public static final List<String> SERVICES =
            List.of(
                    "project-service",
                    "scanner-service",
                    "build-orchestrator",
                    "status-service",
                    "console");

    private static final String LOOPBACK = "127.0.0.1";

    /** Longer than any pause of a busy laptop, shorter than a user's patience. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    /** A service that answers may still be about to come back by itself. */
    private static final Duration LONGEST_DOWN = Duration.ofMinutes(5);

    /** First messages that each protocol answers before it asks who is there. */
    private static final String KAFKA_API_VERSIONS = "0000000a" + "00120000" + "00000001" + "ffff";

    private static final String POSTGRES_SSL_REQUEST = "00000008" + "04d2162f";
    private static final String HTTP_REQUEST =
            HexFormat.of()
                    .formatHex(
                            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .getBytes(US_ASCII));

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
        return server(
                "kafka",
                192,
                KafkaProcess.class.getName(),
                ports.kafka(),
                new Readiness.Speaks(ports.kafka(), KAFKA_API_VERSIONS),
                Map.of(KafkaProcess.PASSWORD, secrets.kafkaPassword()));
    }

    private ProcessSpec postgres() {
        return server(
                "postgres",
                48,
                PostgresProcess.class.getName(),
                ports.postgres(),
                new Readiness.Speaks(ports.postgres(), POSTGRES_SSL_REQUEST),
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
                new Readiness.Speaks(ports.git(), HTTP_REQUEST),
                Map.of(),
                "--host",
                cluster.gitListens(),
                "--known-as",
                cluster.gitHost());
    }

    private ProcessSpec kubernetes() {
        List<String> arguments =
                new ArrayList<>(List.of("--kubeconfig-out", home.kubeconfig().toString()));
        if (apart) {
            Stream.concat(Stream.of(ports.git()), cluster.reach().stream())
                    .forEach(port -> arguments.addAll(List.of("--reach", "" + port)));
        }
        return server(
                "kubernetes",
                192,
                ClusterProcess.class.getName(),
                ports.kubernetes(),
                new Readiness.Answers(URI.create(http(ports.kubernetes()) + "/readyz")),
                Map.of(),
                arguments.toArray(String[]::new));
    }

    private ProcessSpec projectService() {
        Map<String, String> environment = database("projects");
        environment.put("HORNERO_BOOTSTRAP_KEY", secrets.bootstrapKey());
        environment.put("HORNERO_SEAL_KEYS", secrets.sealKeys(SealRecipient.values()));
        return onKafka("project-service", ports.projectService(), environment);
    }

    private ProcessSpec scannerService() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HORNERO_SEAL_KEYS", secrets.sealKeys(SealRecipient.SCANNER));
        environment.putAll(gitReach());
        return onKafka("scanner-service", ports.scannerService(), environment);
    }

    private Map<String, String> gitReach() {
        return Map.of(
                "HORNERO_GIT_ALLOW_SCHEMES",
                "https,ssh,git,http",
                "HORNERO_GIT_ALLOW_CIDRS",
                cluster.gitAllowCidrs());
    }

    private ProcessSpec buildOrchestrator() {
        Map<String, String> environment = new LinkedHashMap<>(cluster.settings());
        environment.put("HORNERO_SEAL_KEYS", secrets.sealKeys(SealRecipient.CLUSTER));
        environment.put("HORNERO_CLUSTER", BuildCluster.NAME);
        environment.putAll(gitReach());
        environment.put("KUBECONFIG", cluster.kubeconfig(home).toString());
        return onKafka("build-orchestrator", ports.buildOrchestrator(), environment);
    }

    private ProcessSpec statusService() {
        return onKafka("status-service", ports.statusService(), database("status"));
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

    private ProcessSpec onKafka(String name, int port, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        kafkaSettings()
                .forEach((setting, value) ->
                        all.put(
                                "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_'),
                                value));
        all.put("HORNERO_MESSAGING_INSTANCE", name);
        return service(name, port, all);
    }

    private ProcessSpec service(String name, int port, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("QUARKUS_HTTP_HOST", LOOPBACK);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        List<String> command = java(name, 192);
        command.addAll(List.of("-jar", installation.application(name).toString()));
        Readiness ready = new Readiness.Answers(URI.create(http(port) + "/q/health/ready"));
        Readiness live = new Readiness.Answers(URI.create(http(port) + "/q/health/live"));
        return new ProcessSpec(
                name,
                command,
                all,
                ready,
                List.of(new Watch(live, LONGEST_SILENCE), new Watch(ready, LONGEST_DOWN)));
    }

    /** As {@link #kafkaSettings}, by the names of librdkafka's settings. */
    public Map<String, String> kcatSettings() {
        Map<String, String> settings = new LinkedHashMap<>(kafkaSettings());
        settings.remove("sasl.jaas.config");
        settings.put("sasl.username", EmbeddedKafka.USER);
        settings.put("sasl.password", secrets.kafkaPassword());
        return settings;
    }

    /** What a Kafka client needs to get in, by the names of Kafka's settings. */
    public Map<String, String> kafkaSettings() {
        Map<String, String> settings =
                new LinkedHashMap<>(EmbeddedKafka.clientSettings(secrets.kafkaPassword()));
        settings.put("bootstrap.servers", LOOPBACK + ":" + ports.kafka());
        return settings;
    }

    private ProcessSpec server(
            String name,
            int heapMebibytes,
            String main,
            int port,
            Readiness sign,
            Map<String, String> environment,
            String... arguments) {
        List<String> command = java(name, heapMebibytes);
        command.addAll(List.of(main, "--data", home.data(name).toString()));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(List.of(arguments));
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("CLASSPATH", installation.classPath());
        return new ProcessSpec(
                name,
                command,
                all,
                new Readiness.SaysReady(),
                List.of(new Watch(sign, LONGEST_SILENCE)));
    }

    /** Small rather than fast: ten of them share a laptop. Carriers: decision 44. */
    private List<String> java(String name, int heapMebibytes) {
        Path java = installation.java();
        return new ArrayList<>(
                List.of(
                        java.toString(),
                        "-Xmx" + heapMebibytes + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djdk.virtualThreadScheduler.parallelism=64",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dhornero.process=" + name));
    }

    private static String http(int port) {
        return "http://%s:%d".formatted(LOOPBACK, port);
    }
}
