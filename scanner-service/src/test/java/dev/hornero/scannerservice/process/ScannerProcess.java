// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packaged service, started as it is deployed; needs {@code target/quarkus-app}. */
public final class ScannerProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    private final Process process;

    private ScannerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it; it may read from repositories of this machine.
     *
     * @param settings by their names in application.properties
     * @param log where its output is appended
     */
    public static ScannerProcess start(
            String bootstrapServers, Map<String, String> settings, Path log) throws IOException {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("kafka.bootstrap.servers", bootstrapServers);
        all.putIfAbsent("quarkus.http.port", "0");
        all.put("hornero.git.allow-schemes", "http");
        all.put("hornero.git.allow-cidrs", "127.0.0.0/8");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        return new ScannerProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start());
    }

    /** As {@code kill -9} does; returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
