// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.scan.ScanWarning;
import dev.hornero.orchestrator.imagebuild.model.BuildOutcome.Failure;
import dev.hornero.orchestrator.imagebuild.model.Observation.ContainerState.Terminated;
import dev.hornero.orchestrator.imagebuild.model.Observation.Finish;
import dev.hornero.orchestrator.imagebuild.model.Observation.Pod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a Job failed, from the strongest evidence to the weakest: what the cluster did to the Pod,
 * what the checkout said, how the executor ended, and what its log says. Texts of the executor are
 * those of Kaniko 1.28.
 */
final class Failures {
    private static final int LONGEST_MESSAGE = 600;
    private static final int KILLED = 137;
    private static final String COMMAND_FAILED = "failed to execute command";
    private static final Pattern COPY = Pattern.compile("(?i)(COPY|ADD)\\s");
    private static final Pattern MISSING_FILE =
            Pattern.compile("failed to get files used from context|failed to get fileinfo for ");
    private static final Pattern SUBMODULE = Pattern.compile("^(.+) is a submodule, ");
    private static final Pattern NO_SPACE =
            Pattern.compile("(?i)no space left on device|disk quota exceeded|\\bENOSPC\\b");

    /** How Go, and what is written in it, says that a server does not answer. */
    private static final Pattern UNREACHABLE =
            Pattern.compile(
                    "(?i)no such host|connection refused|connection reset by peer|i/o timeout"
                            + "|context deadline exceeded|Client\\.Timeout exceeded"
                            + "|TLS handshake timeout|network is unreachable|no route to host"
                            + "|server misbehaving|cannot be reached");

    private static final Pattern ANSWERED = Pattern.compile("UNAUTHORIZED|DENIED|_UNKNOWN");

    /** Of the context, as Kaniko says it and buildah; not of a stage or another image. */
    private static final Pattern GIT_ITSELF =
            Pattern.compile(
                    "failed to get fileinfo for (?!/kaniko/).*/\\.git[/:]"
                            + "|at STEP \"(?!\\S+ .*--from=).*copier: stat: \"(/.*)?/\\.git[/\"]");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Failures() {}

    static Failure classify(Observation seen, LogEvidence log) {
        Optional<Pod> last =
                seen.pods().isEmpty() ? Optional.empty() : Optional.of(seen.pods().getLast());
        return deadline(seen)
                .or(() -> last.flatMap(Failures::takenAway))
                .or(() -> last.flatMap(Failures::checkout))
                .or(() -> last.flatMap(pod -> executor(pod, log)))
                .orElseGet(() -> unknown(seen, log));
    }

    private static Optional<Failure> deadline(Observation seen) {
        return failed(seen)
                .filter(failed -> failed.reason().equals("DeadlineExceeded"))
                .map(_ ->
                        Failure.of(
                                BuildFailureReason.TIMED_OUT,
                                "The build did not end within its timeout of "
                                        + inWords(seen)
                                        + "."));
    }

    private static String inWords(Observation seen) {
        return seen.job().timeout().toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static Optional<Failure> takenAway(Pod pod) {
        if (wasDeleted(pod)) {
            return Optional.of(
                    Failure.of(
                            BuildFailureReason.EVICTED,
                            "The build's Pod was deleted in the cluster."));
        }
        if (!pod.disrupted() && !pod.reason().equals(Optional.of("Evicted"))) {
            return Optional.empty();
        }
        String message = pod.message().orElse("The node gave no reason.");
        return Optional.of(
                isAboutDisk(message)
                        ? Failure.of(
                                BuildFailureReason.OUT_OF_DISK,
                                "The build used up the node's disk: " + shorten(message))
                        : Failure.of(
                                BuildFailureReason.EVICTED,
                                "The cluster ended the build's Pod: " + shorten(message)));
    }

    /** Whether its containers ended because the deletion of the Pod had been requested. */
    private static boolean wasDeleted(Pod pod) {
        List<Terminated> failures =
                pod.containers().stream()
                        .flatMap(container -> BuildOutcome.terminated(container).stream())
                        .filter(end -> end.exitCode() != 0)
                        .toList();
        return !pod.disrupted()
                && pod.deletionRequestedAt()
                        .map(asked ->
                                failures.stream()
                                        .noneMatch(end -> end.finishedAt().isBefore(asked)))
                        // It went before anything was seen of how.
                        .orElseGet(() -> pod.gone() && failures.isEmpty());
    }

    private static boolean isAboutDisk(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("ephemeral") || text.contains("disk") || text.contains("emptydir");
    }

    private static Optional<Failure> checkout(Pod pod) {
        return failedEnd(pod, Containers.CHECKOUT).map(Failures::checkout);
    }

    private static Failure checkout(Terminated end) {
        if (end.reason().equals("OOMKilled")) {
            return outOfMemory(end, "The checkout of the repository");
        }
        boolean disk = NO_SPACE.matcher(end.message()).find();
        return new Failure(
                disk ? BuildFailureReason.OUT_OF_DISK : BuildFailureReason.CHECKOUT_FAILED,
                end.message().isBlank()
                        ? "The commit could not be checked out; the log says why."
                        : shorten(end.message()),
                Optional.of(end.exitCode()),
                Optional.empty());
    }

    private static Optional<Failure> executor(Pod pod, LogEvidence log) {
        return failedEnd(pod, Containers.BUILD)
                .map(end -> ofSubmodule(pod, end, log).orElseGet(() -> executor(end, log)));
    }

    /** A file that is missing because the checkout left its submodule out. */
    private static Optional<Failure> ofSubmodule(Pod pod, Terminated end, LogEvidence log) {
        return log.lastWord().stream()
                .flatMap(line ->
                        pod.leftOut().stream()
                                .map(ScanWarning::message)
                                .filter(message -> isBelow(SUBMODULE.matcher(message), line)))
                .findFirst()
                .map(message ->
                        new Failure(
                                BuildFailureReason.DOCKERFILE_NOT_BUILDABLE,
                                "A COPY or ADD takes a file that is not in the build context: "
                                        + message,
                                Optional.of(end.exitCode()),
                                log.instruction().filter(it -> COPY.matcher(it).lookingAt())));
    }

    private static boolean isBelow(Matcher submodule, String line) {
        return submodule.find()
                && line.contains("no such file or directory")
                && Pattern.compile("[/\"\\s]" + Pattern.quote(submodule.group(1)) + "[/\":\\s]")
                        .matcher(line)
                        .find();
    }

    private static Failure executor(Terminated end, LogEvidence log) {
        if (end.reason().equals("OOMKilled")
                || (end.exitCode() == KILLED && log.says("signal: killed"))) {
            return outOfMemory(end, "The build");
        }
        return fromLog(log)
                .map(found ->
                        found.message().contains(COMMAND_FAILED)
                                ? command(end, log, found.message())
                                : new Failure(
                                        found.reason(),
                                        found.message(),
                                        Optional.of(end.exitCode()),
                                        log.instruction().filter(it -> takes(it, found.message()))))
                .orElseGet(() -> step(end, log));
    }

    /**
     * Whether it is a COPY or ADD of the file that a message ends with. The executor misses a file
     * before it says which instruction takes it, so the last one that it named may be another.
     */
    private static boolean takes(String instruction, String message) {
        return COPY.matcher(instruction).lookingAt()
                && BLANKS.splitAsStream(instruction)
                        .skip(1)
                        .map(word -> Pattern.compile("[/\"\\s]" + Pattern.quote(word) + "[\":\\s]"))
                        .anyMatch(file -> file.matcher(message).find());
    }

    /** A command of a RUN failed: which one and how says more than the executor's own words. */
    private static Failure command(Terminated end, LogEvidence log, String otherwise) {
        return new Failure(
                BuildFailureReason.DOCKERFILE_STEP_FAILED,
                log.instruction()
                        .map(it ->
                                "%s ended with exit code %d."
                                        .formatted(shorten(it), end.exitCode()))
                        .orElse(otherwise),
                Optional.of(end.exitCode()),
                log.instruction());
    }

    /** Distinguishes Kaniko's failures by their texts. */
    private static Optional<Failure> fromLog(LogEvidence log) {
        if (log.complaints().stream().anyMatch(line -> NO_SPACE.matcher(line).find())) {
            return Optional.of(
                    Failure.of(
                            BuildFailureReason.OUT_OF_DISK,
                            "There was no space left on the build's volume or node."));
        }
        return log.lastWord()
                .flatMap(Failures::fromLastWord)
                .or(() ->
                        log.refusal()
                                .filter(_ -> log.instruction().isEmpty())
                                .map(line ->
                                        Failure.of(
                                                BuildFailureReason.UNKNOWN,
                                                "The executor did not begin to build: "
                                                        + shorten(line))));
    }

    private static Optional<Failure> fromLastWord(String line) {
        if (line.startsWith("error checking push permissions")
                || line.startsWith("error pushing image")
                || line.contains("failed to push to destination")) {
            if (isUnreachable(line)) {
                return found(
                        BuildFailureReason.REGISTRY_UNREACHABLE,
                        "The image could not be pushed, for its registry does not answer: ",
                        line);
            }
            return found(BuildFailureReason.PUSH_DENIED, "The image could not be pushed: ", line);
        }
        if (line.contains("unable to retrieve image") && isUnreachable(line)) {
            return found(
                    BuildFailureReason.REGISTRY_UNREACHABLE,
                    "A base image is not available, for its registry does not answer: ",
                    line);
        }
        if (line.contains("MANIFEST_UNKNOWN") || line.contains("NAME_UNKNOWN")) {
            return found(
                    BuildFailureReason.BASE_IMAGE_NOT_FOUND, "A base image does not exist: ", line);
        }
        if (line.contains("TOOMANYREQUESTS")) {
            return found(
                    BuildFailureReason.BASE_IMAGE_NOT_FOUND,
                    "A base image is not available for now, since too many were pulled: ",
                    line);
        }
        if (line.contains("UNAUTHORIZED") || line.contains("DENIED")) {
            return found(
                    BuildFailureReason.BASE_IMAGE_NOT_FOUND,
                    "A base image does not exist or may not be pulled: ",
                    line);
        }
        if (line.contains("could not parse reference:")) {
            return noImage(line);
        }
        if (line.contains("dockerfile parse error")) {
            return found(
                    BuildFailureReason.DOCKERFILE_NOT_BUILDABLE,
                    "The Dockerfile cannot be read: ",
                    line);
        }
        if (GIT_ITSELF.matcher(line).find()) {
            return found(
                    BuildFailureReason.DOCKERFILE_NOT_BUILDABLE,
                    "A COPY or ADD takes .git, which is part of the build context only where the"
                            + " project says so (gitDirectory); a build argument can give what it"
                            + " needs of it, such as the commit: ",
                    line);
        }
        if (line.contains("builder cannot build the Dockerfile")
                || line.contains("is not a valid target build stage")) {
            return found(
                    BuildFailureReason.DOCKERFILE_NOT_BUILDABLE, "The build did not begin: ", line);
        }
        if (MISSING_FILE.matcher(line).find()) {
            return found(
                    BuildFailureReason.DOCKERFILE_NOT_BUILDABLE,
                    "A COPY or ADD takes a file that is not in the build context: ",
                    line);
        }
        return line.contains(COMMAND_FAILED)
                ? found(
                        BuildFailureReason.DOCKERFILE_STEP_FAILED,
                        "A step of the Dockerfile failed: ",
                        line)
                : Optional.empty();
    }

    private static boolean isUnreachable(String line) {
        return UNREACHABLE.matcher(line).find() && !ANSWERED.matcher(line).find();
    }

    /** {@code FROM ${BASE}} without a value leaves Kaniko an empty reference. */
    private static Optional<Failure> noImage(String line) {
        return line.stripTrailing().endsWith("could not parse reference:")
                ? Optional.of(
                        Failure.of(
                                BuildFailureReason.MISSING_ARG,
                                "A FROM line has no image: the build argument it uses has no"
                                        + " value."))
                : found(
                        BuildFailureReason.BASE_IMAGE_NOT_FOUND,
                        "A FROM line names no image: ",
                        line);
    }

    private static Optional<Failure> found(
            BuildFailureReason reason, String sentence, String line) {
        return Optional.of(Failure.of(reason, sentence + shorten(line)));
    }

    private static Failure step(Terminated end, LogEvidence log) {
        if (log.instruction().isEmpty()) {
            return new Failure(
                    BuildFailureReason.UNKNOWN,
                    "The executor ended with exit code "
                            + end.exitCode()
                            + log.lastLine().map(line -> ": " + shorten(line)).orElse("."),
                    Optional.of(end.exitCode()),
                    Optional.empty());
        }
        if (log.complaints().isEmpty()) {
            return command(end, log, "A step of the Dockerfile failed.");
        }
        return new Failure(
                BuildFailureReason.DOCKERFILE_STEP_FAILED,
                "A step of the Dockerfile failed: " + shorten(log.complaints().getLast()),
                Optional.of(end.exitCode()),
                log.instruction());
    }

    private static Failure unknown(Observation seen, LogEvidence log) {
        String cluster =
                failed(seen)
                        .map(failed -> (failed.reason() + ": " + failed.message()).strip())
                        .orElse("the cluster gave no reason");
        if (seen.pods().isEmpty() && failed(seen).filter(Failures::countsPods).isPresent()) {
            return Failure.of(
                    BuildFailureReason.EVICTED,
                    "The build's Pod was deleted in the cluster; what is known of it is (%s)%s"
                            .formatted(
                                    shorten(cluster),
                                    log.lastLine()
                                            .map(l -> "; last line: " + shorten(l))
                                            .orElse(".")));
        }
        return Failure.of(
                BuildFailureReason.UNKNOWN,
                "The build failed, and its Pod is not there to say why (%s)%s"
                        .formatted(
                                shorten(cluster),
                                log.lastLine().map(l -> "; last line: " + shorten(l)).orElse(".")));
    }

    /**
     * The Job controller has seen a Pod end, and a Pod of a Job that goes on stays where it ended.
     */
    private static boolean countsPods(Finish.Failed failed) {
        return failed.reason().equals("PodFailurePolicy")
                || failed.reason().equals("BackoffLimitExceeded");
    }

    private static Failure outOfMemory(Terminated end, String what) {
        return new Failure(
                BuildFailureReason.OOM_KILLED,
                what + " used more memory than it may and was killed.",
                Optional.of(end.exitCode()),
                Optional.empty());
    }

    private static Optional<Terminated> failedEnd(Pod pod, String container) {
        return pod.container(container)
                .flatMap(BuildOutcome::terminated)
                .filter(end -> end.exitCode() != 0);
    }

    private static Optional<Finish.Failed> failed(Observation seen) {
        return seen.state()
                .finish()
                .filter(Finish.Failed.class::isInstance)
                .map(Finish.Failed.class::cast);
    }

    private static String shorten(String text) {
        String stripped = text.strip();
        return stripped.length() <= LONGEST_MESSAGE
                ? stripped
                : stripped.substring(0, LONGEST_MESSAGE) + "…";
    }
}
