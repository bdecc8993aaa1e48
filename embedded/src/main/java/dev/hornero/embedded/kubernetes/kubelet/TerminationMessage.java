// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/** What an ended container wrote for its status: the end of its file. */
final class TerminationMessage {

    private static final int LONGEST = 4096;

    private TerminationMessage() {}

    static String of(ContainerFiles files) throws IOException {
        if (!Files.exists(files.terminationMessage())) {
            return "";
        }
        byte[] bytes = Files.readAllBytes(files.terminationMessage());
        return new String(
                Arrays.copyOfRange(bytes, Math.max(0, bytes.length - LONGEST), bytes.length),
                StandardCharsets.UTF_8);
    }
}
