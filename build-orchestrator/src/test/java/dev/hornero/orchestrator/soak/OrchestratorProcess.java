// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.soak;

import dev.hornero.orchestrator.api.ApiProxy;
import dev.hornero.orchestrator.api.Fault;
import dev.hornero.orchestrator.instance.Instance;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The service as it is deployed, with its own way to the API server. */
final class OrchestratorProcess implements AutoCloseable {
    private final Process process;
    private final ApiProxy proxy;

    private OrchestratorProcess(Process process, ApiProxy proxy) {
        this.process = process;
        this.proxy = proxy;
    }

    static OrchestratorProcess start(
            Path application, Path log, URI apiServer, String bootstrapServers, String namespace)
            throws IOException {
        ApiProxy proxy = ApiProxy.before(apiServer);
        Files.createDirectories(log.getParent());
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-Djdk.virtualThreadScheduler.parallelism=64",
                                "-jar",
                                application.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "HORNERO_CLUSTER",
                                "local",
                                "HORNERO_NAMESPACES",
                                namespace,
                                "HORNERO_REGISTRY",
                                "registry.example.com/images",
                                "HORNERO_SEAL_KEYS",
                                Instance.KEYS,
                                "HORNERO_LOG_PATIENCE",
                                "2s",
                                "KAFKA_BOOTSTRAP_SERVERS",
                                bootstrapServers,
                                "QUARKUS_HTTP_PORT",
                                "0",
                                "QUARKUS_KUBERNETES_CLIENT_API_SERVER_URL",
                                proxy.url().toString()));
        return new OrchestratorProcess(builder.start(), proxy);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How often it has taken or renewed the Lease. */
    long renewals() {
        return proxy.calls().stream().filter(call -> call.what().equals("patch leases")).count();
    }

    int requests() {
        return proxy.calls().size();
    }

    /** Stops it between two instructions, with all its connections open. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code =
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + name + " ended with " + code);
        }
    }

    /** From now on the API server is not to be reached. */
    void cutOff() {
        proxy.spoil(_ -> new Fault.CutBefore());
        proxy.cutWatches();
    }

    void reconnect() {
        proxy.spoil(_ -> Fault.NONE);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        proxy.close();
    }
}
