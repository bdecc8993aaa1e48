// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import dev.hornero.dockerfile.argument.Arguments;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.LintOptions;
import dev.hornero.dockerfile.instruction.Dockerfile;
import dev.hornero.dockerfile.instruction.DockerfileParser;
import dev.hornero.dockerfile.line.HeaderDirectives;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import dev.hornero.dockerfile.stage.Build;
import dev.hornero.dockerfile.stage.BuildStage;
import dev.hornero.dockerfile.warning.WarningLog;
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

    /** The most bytes that a Dockerfile may have: no more of it than one more has to be read. */
    public int sizeLimit() {
        return sizeLimit;
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
                            "the Dockerfile is larger than the limit of %d bytes"
                                    .formatted(sizeLimit)));
        }
        HeaderDirectives header = new HeaderDirectives(dockerfile);
        Optional<String> syntax = header.syntax();
        try {
            LintOptions.check(header.check().orElse(""));
            return scan(dockerfile, request, syntax);
        } catch (FormatException e) {
            return DockerfileScan.failed(syntax, new ScanError(1, e.reason()));
        } catch (InvalidDockerfileException e) {
            return DockerfileScan.failed(syntax, new ScanError(e.line(), e.reason()));
        }
    }

    private static DockerfileScan scan(byte[] source, ScanRequest request, Optional<String> syntax)
            throws InvalidDockerfileException {
        Dockerfile dockerfile = DockerfileParser.parse(source);
        WarningLog warnings = new WarningLog();
        Build build =
                Build.of(dockerfile, request.target(), request.values(), source.length, warnings);
        List<Argument> arguments = Arguments.of(build);
        Arguments.warn(arguments, dockerfile.argumentNames(), request.values().keySet(), warnings);
        dockerfile.emptyContinuations().forEach(warnings::emptyContinuation);
        return new DockerfileScan(
                build.graph().stages().stream().map(DockerfileScanner::stage).toList(),
                arguments,
                build.secrets().stream()
                        .map(it -> new BuildSecret(it.id(), it.required(), it.line()))
                        .toList(),
                build.sshAgents().stream()
                        .map(it -> new SshMount(it.id(), it.required(), it.line()))
                        .toList(),
                syntax,
                build.graph().stages().stream()
                        .filter(BuildStage::reachable)
                        .flatMap(stage -> stage.baseImage().stream())
                        .distinct()
                        .toList(),
                warnings.inOrder(),
                Optional.empty());
    }

    private static ScannedStage stage(BuildStage stage) {
        return new ScannedStage(
                stage.index(),
                stage.from().name(),
                stage.from().base(),
                stage.reachable(),
                stage.line(),
                stage.baseStage().map(BuildStage::index),
                stage.from().description());
    }
}
