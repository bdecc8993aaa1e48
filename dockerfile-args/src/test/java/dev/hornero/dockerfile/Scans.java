// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short words for tests about scans. */
final class Scans {
    private Scans() {}

    static DockerfileScan scan(String file) {
        return scan(file, ScanRequest.lastStage());
    }

    static DockerfileScan scan(String file, ScanRequest request) {
        return DockerfileScanner.withDefaults()
                .scan(file.getBytes(StandardCharsets.UTF_8), request);
    }

    static Argument argument(DockerfileScan scan, String name) {
        return scan.arguments().stream()
                .filter(argument -> argument.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + scan));
    }

    /** Each with its code and line. */
    static List<String> warnings(DockerfileScan scan) {
        return scan.warnings().stream()
                .map(warning -> warning.code() + " " + warning.line().orElse(0))
                .toList();
    }
}
