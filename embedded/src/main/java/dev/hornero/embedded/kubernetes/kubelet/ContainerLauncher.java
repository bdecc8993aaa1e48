// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerProcess;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts containers as processes of their own session, which outlive this one. */
final class ContainerLauncher {

    private static final List<String> SMALL_JVM =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-Xss512k",
                    "-Xmx96m");

    private final String classPath =
            Stream.of(
                            ContainerProcess.class,
                            ObjectMapper.class,
                            JsonFactory.class,
                            JsonCreator.class,
                            Jdk8Module.class)
                    .map(ContainerLauncher::origin)
                    .distinct()
                    .collect(Collectors.joining(File.pathSeparator));

    /**
     * Starts the container. Its process claims the files by itself, so that it is never run twice.
     *
     * @throws IOException when not even that process can be started
     */
    Process launch(ContainerSpec spec, ContainerFiles files) throws IOException {
        files.prepare();
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("setsid");
        }
        command.addAll(spec.isolation().launcher());
        command.add(java());
        command.addAll(SMALL_JVM);
        command.addAll(List.of("-cp", classPath, ContainerProcess.class.getName()));
        command.add(files.directory().toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(files.diagnosis().toFile())
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(ContainerProcess.encode(spec));
        }
        return process;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Optional.ofNullable(source)
                    .map(CodeSource::getLocation)
                    .orElseThrow(() -> new IllegalStateException("no origin of " + type))
                    .toURI()
                    .getPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no origin of " + type, e);
        }
    }
}
