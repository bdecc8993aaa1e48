// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import dev.hornero.dockerfile.argument.Arguments;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.LintOptions;
import dev.hornero.dockerfile.instruction.Dockerfile;
import dev.hornero.dockerfile.instruction.DockerfileParser;
import dev.hornero.dockerfile.line.Encoding;
import dev.hornero.dockerfile.line.HeaderDirectives;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import dev.hornero.dockerfile.stage.Build;
import dev.hornero.dockerfile.stage.BuildStage;
import dev.hornero.dockerfile.stage.Predefined;
import dev.hornero.dockerfile.text.NearestName;
import dev.hornero.dockerfile.warning.WarningLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a Dockerfile needs to be built. A pure function without state, safe to share: a broken
 * Dockerfile is a scan with an error, and only a caller's mistake throws.
 */
public final class DockerfileScanner {
    private static final int DEFAULT_LIMIT = 512 * 1024;

    private final int sizeLimit;

    private DockerfileScanner(int sizeLimit) {
        this.sizeLimit = sizeLimit;
    }

    /**
     * Takes Dockerfiles of up to 512 KiB, which fit into a record on the broker with any content;
     * neither BuildKit nor Kaniko has a limit.
     */
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
                    Set.of(),
                    new ScanError(
                            1,
                            "the Dockerfile is larger than the limit of %d bytes"
                                    .formatted(sizeLimit)));
        }
        HeaderDirectives header = new HeaderDirectives(dockerfile);
        Optional<String> syntax = header.syntax();
        try {
            LintOptions.check(header.check().orElse(""));
            return scan(DockerfileParser.parse(dockerfile), dockerfile.length, request, syntax);
        } catch (FormatException e) {
            return DockerfileScan.failed(syntax, Set.of(), new ScanError(1, e.reason()));
        } catch (InvalidDockerfileException e) {
            return failed(syntax, Set.of(), Encoding.explained(e, dockerfile));
        }
    }

    /** Whether a value of this name can have an effect: an ARG declares it, or the engine does. */
    public static boolean knows(DockerfileScan scan, String name) {
        return scan.declared().contains(name) || Predefined.contains(name);
    }

    /** The declared name that is nearest to one that none declares, if any is near. */
    public static Optional<String> nearest(DockerfileScan scan, String name) {
        return NearestName.among(name, scan.declared().stream().sorted().toList(), true);
    }

    private static DockerfileScan failed(
            Optional<String> syntax, Set<String> declared, InvalidDockerfileException e) {
        return DockerfileScan.failed(syntax, declared, new ScanError(e.line(), e.reason()));
    }

    /**
     * As {@link #scan}, where values can still be given: an empty one counts as missing where it
     * cannot work ({@link Argument#hard}), and so does an empty default that leaves nothing to
     * build from, which by itself is an error. Scans more than once only where there is one of
     * these.
     */
    public DockerfileScan scanForValues(byte[] dockerfile, ScanRequest request) {
        return new Evaluator(this, requireNonNull(dockerfile, "dockerfile"))
                .scanForValues(requireNonNull(request, "request"));
    }

    /**
     * As {@link #scanForValues}, with what the verdicts rest on and what the missing values would
     * bring. Scans once more for each value and each stage in question, of either 64 at most, and 4
     * of a large file.
     */
    public DockerfileEvaluation evaluate(byte[] dockerfile, ScanRequest request) {
        return new Evaluator(this, requireNonNull(dockerfile, "dockerfile"))
                .evaluate(requireNonNull(request, "request"));
    }

    private static DockerfileScan scan(
            Dockerfile dockerfile, int length, ScanRequest request, Optional<String> syntax) {
        WarningLog warnings = new WarningLog();
        Build build;
        try {
            build = Build.of(dockerfile, request.target(), request.values(), length, warnings);
        } catch (InvalidDockerfileException e) {
            return failed(syntax, dockerfile.argumentNames(), e);
        }
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
                dockerfile.argumentNames(),
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
