// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles;
import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container of load tests: it waits for as many seconds as the tag of its image says, leaves a
 * digest where Kaniko would, and ends well. It is a shell and not a JVM, so that thousands of
 * builds cost little; what it leaves on disk is what any container leaves.
 *
 * @param tellsDigest whether the termination message is to be the digest of an image
 */
record WaitingContainer(String seconds, boolean tellsDigest) {

    private static final Pattern TAG = Pattern.compile(":([0-9]{1,5}(\\.[0-9]{1,3})?)$");
    private static final String SCRIPT = script();

    static WaitingContainer of(Container container) {
        Matcher tag = TAG.matcher(container.getImage());
        return new WaitingContainer(
                tag.find() ? tag.group(1) : "0",
                container
                        .getArgs()
                        .contains("--digest-file=" + container.getTerminationMessagePath()));
    }

    Process start(ContainerFiles files) throws IOException {
        files.prepare();
        // One image for one directory, so that no two builds make the same
        String digest = tellsDigest ? "sha256:" + sha256(files.directory().toString()) : "";
        Process process =
                new ProcessBuilder(
                                List.of(
                                        "setsid",
                                        "sh",
                                        "-c",
                                        SCRIPT,
                                        "waits",
                                        files.directory().toString(),
                                        seconds,
                                        digest))
                        .redirectErrorStream(true)
                        .redirectOutput(files.diagnosis().toFile())
                        .start();
        process.getOutputStream().close();
        return process;
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String script() {
        try (InputStream in = WaitingContainer.class.getResourceAsStream("waits.sh")) {
            return new String(
                    Objects.requireNonNull(in, "waits.sh").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
