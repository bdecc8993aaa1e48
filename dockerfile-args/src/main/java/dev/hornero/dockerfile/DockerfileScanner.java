// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import dev.hornero.dockerfile.instruction.Dockerfile;
import dev.hornero.dockerfile.instruction.DockerfileParser;
import dev.hornero.dockerfile.line.HeaderDirectives;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what a Dockerfile needs to be built. A pure function without state, safe to share: a broken
 * Dockerfile is a scan with an error, and only a caller's mistake throws.
 */
public final class DockerfileScanner {
    private static final int DEFAULT_LIMIT = 1024 * 1024;

    private final int sizeLimit;

    private DockerfileScanner(int sizeLimit) {
        this.sizeLimit = sizeLimit;
    }

    /** Takes Dockerfiles of up to 1 MiB; neither BuildKit nor Kaniko has a limit. */
    public static DockerfileScanner withDefaults() {
        return new DockerfileScanner(DEFAULT_LIMIT);
    }

    /** Takes Dockerfiles of up to so many bytes. */
    public static DockerfileScanner withSizeLimit(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("the size limit must be at least 1, was " + bytes);
        }
        return new DockerfileScanner(bytes);
    }

    /** What the Dockerfile needs for what is requested, or why BuildKit would refuse it. */
    public DockerfileScan scan(byte[] dockerfile, ScanRequest request) {
        requireNonNull(dockerfile, "dockerfile");
        requireNonNull(request, "request");
        if (dockerfile.length > sizeLimit) {
            return DockerfileScan.failed(
                    Optional.empty(),
                    new ScanError(
                            1,
                            "the Dockerfile has %d bytes, the limit is %d"
                                    .formatted(dockerfile.length, sizeLimit)));
        }
        Optional<String> syntax = new HeaderDirectives(dockerfile).syntax();
        try {
            Dockerfile parsed = DockerfileParser.parse(dockerfile);
            return new DockerfileScan(
                    stages(parsed),
                    List.of(),
                    List.of(),
                    List.of(),
                    syntax,
                    List.of(),
                    List.of(),
                    Optional.empty());
        } catch (InvalidDockerfileException e) {
            return DockerfileScan.failed(syntax, new ScanError(e.line(), e.reason()));
        }
    }

    private static List<ScannedStage> stages(Dockerfile parsed) {
        List<ScannedStage> stages = new ArrayList<>();
        for (Dockerfile.Stage stage : parsed.stages()) {
            stages.add(
                    new ScannedStage(
                            stages.size(),
                            stage.from().name(),
                            stage.from().base(),
                            stages.size() == parsed.stages().size() - 1,
                            stage.from().position().first(),
                            Optional.empty(),
                            stage.from().description()));
        }
        return stages;
    }
}
