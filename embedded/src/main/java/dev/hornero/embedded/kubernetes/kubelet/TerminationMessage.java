// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles;
import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What an ended container is remembered for: its file, or the end of its log if it says so. */
final class TerminationMessage {

    private static final int LONGEST_FILE = 4096;
    private static final int LONGEST_LOG = 2048;
    private static final int LOG_LINES = 80;

    private TerminationMessage() {}

    static String of(Container container, ContainerFiles files, int exitCode) throws IOException {
        String written =
                Files.exists(files.terminationMessage())
                        ? lastBytes(Files.readAllBytes(files.terminationMessage()), LONGEST_FILE)
                        : "";
        boolean fromLog =
                written.isEmpty()
                        && exitCode != 0
                        && "FallbackToLogsOnError".equals(container.getTerminationMessagePolicy())
                        && Files.exists(files.log());
        return fromLog ? endOfLog(files) : written;
    }

    private static String endOfLog(ContainerFiles files) throws IOException {
        List<String> lines = Files.readAllLines(files.log());
        String text =
                lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()).stream()
                        .map(line -> line.split(" ", 4)[3] + "\n")
                        .collect(Collectors.joining());
        return lastBytes(text.getBytes(StandardCharsets.UTF_8), LONGEST_LOG);
    }

    private static String lastBytes(byte[] bytes, int most) {
        byte[] end = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - most), bytes.length);
        return new String(end, StandardCharsets.UTF_8);
    }
}
