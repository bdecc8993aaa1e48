// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.dockerfile.Argument;
import dev.hornero.dockerfile.Declaration;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.Evidence;
import dev.hornero.dockerfile.Requirement;
import dev.hornero.dockerfile.ScanError;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Commit;
import dev.hornero.events.scan.ArgEvidence;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.DockerfileContent;
import dev.hornero.events.scan.LineDefault;
import dev.hornero.events.scan.RequiredBuildSecret;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.events.scan.ScanFailureReason;
import dev.hornero.events.scan.ScanWarning;
import dev.hornero.events.scan.ScannedStage;
import dev.hornero.git.ResolvedCommit;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceFile;
import dev.hornero.messaging.delivery.GivenUp;
import java.util.Optional;

/** The events that answer a scan, as pure functions of what was read. */
final class ScanAnswers {
    private ScanAnswers() {}

    /** The Dockerfile was read. */
    static ScanEvent of(BuildRef build, SourceFile file, DockerfileScan scan) {
        return scan.error()
                .<ScanEvent>map(error -> invalid(build, file, error))
                .orElseGet(() -> argsRequired(build, file, scan));
    }

    /** The Dockerfile could not be read. */
    static ScanFailed of(BuildRef build, SourceException failure) {
        return new ScanFailed(
                build, Code.of(reason(failure.reason())), Optional.empty(), failure.sentence());
    }

    /** The git credential does not open here, so nothing was asked of the repository. */
    static ScanFailed credentialUnreadable(BuildRef build) {
        return new ScanFailed(
                build,
                Code.of(ScanFailureReason.AUTH_FAILED),
                Optional.empty(),
                "The git credential could not be opened by the scanner; ask the operator to check"
                        + " that HORNERO_SEAL_KEYS of project-service and scanner-service match.");
    }

    /** The repository's address is one that programs read differently, so nothing was asked. */
    static ScanFailed addressUnclear(BuildRef build, String sentence) {
        return new ScanFailed(
                build, Code.of(ScanFailureReason.REPOSITORY_NOT_FOUND), Optional.empty(), sentence);
    }

    /** The answer is larger than a record on the broker may be. */
    static ScanFailed tooLarge(BuildRef build) {
        return new ScanFailed(
                build,
                Code.of(ScanFailureReason.LIMIT_EXCEEDED),
                Optional.empty(),
                "The Dockerfile has more build arguments, stages and comments than an event can"
                        + " carry; make it shorter.");
    }

    /** The request to scan became a dead letter. */
    static ScanFailed givenUp(BuildRef build, GivenUp givenUp) {
        return new ScanFailed(
                build,
                Code.of(ScanFailureReason.GIVEN_UP),
                Optional.empty(),
                "The request to scan was given up: %s. Ask the operator to look at it, then build again."
                        .formatted(givenUp.text()));
    }

    private static ScanFailed invalid(BuildRef build, SourceFile file, ScanError error) {
        return new ScanFailed(
                build,
                Code.of(ScanFailureReason.DOCKERFILE_INVALID),
                Optional.of(error.line()),
                "Line %d of %s cannot be built: %s."
                        .formatted(error.line(), file.path(), error.message()));
    }

    private static ArgsRequired argsRequired(BuildRef build, SourceFile file, DockerfileScan scan) {
        return new ArgsRequired(
                build,
                commit(file.commit()),
                file.path(),
                file.digest(),
                scan.arguments().stream().map(ScanAnswers::argument).toList(),
                scan.stages().stream()
                        .map(stage ->
                                new ScannedStage(
                                        stage.index(),
                                        stage.name(),
                                        stage.base(),
                                        stage.reachable(),
                                        stage.line()))
                        .toList(),
                scan.secrets().stream()
                        .map(it -> new RequiredBuildSecret(it.id(), it.required(), it.line()))
                        .toList(),
                scan.warnings().stream()
                        .map(it -> new ScanWarning(it.code(), it.line(), it.message()))
                        .toList(),
                Optional.of(DockerfileContent.of(file.content())));
    }

    private static Commit commit(ResolvedCommit commit) {
        return new Commit(commit.sha(), commit.author(), commit.time(), commit.subject());
    }

    private static BuildArgument argument(Argument argument) {
        return new BuildArgument(
                argument.name(),
                Code.of(requirement(argument.requirement())),
                argument.evidence().map(ScanAnswers::evidence).map(Code::of),
                argument.hard(),
                argument.defaultValue(),
                argument.description(),
                argument.lines(),
                argument.stages(),
                LineDefault.differing(
                        argument.declarations().stream()
                                .flatMap(it -> lineDefault(it).stream())
                                .toList()));
    }

    private static Optional<LineDefault> lineDefault(Declaration declaration) {
        return declaration.defaultValue().map(text -> new LineDefault(declaration.line(), text));
    }

    private static ArgRequirement requirement(Requirement requirement) {
        return switch (requirement) {
            case REQUIRED -> ArgRequirement.REQUIRED;
            case OPTIONAL -> ArgRequirement.OPTIONAL;
            case IGNORABLE -> ArgRequirement.IGNORABLE;
        };
    }

    private static ArgEvidence evidence(Evidence evidence) {
        return switch (evidence) {
            case EXPLICIT -> ArgEvidence.EXPLICIT;
            case AMBIENT -> ArgEvidence.AMBIENT;
        };
    }

    private static ScanFailureReason reason(SourceException.Reason reason) {
        return switch (reason) {
            case REPOSITORY_NOT_FOUND -> ScanFailureReason.REPOSITORY_NOT_FOUND;
            case AUTH_FAILED -> ScanFailureReason.AUTH_FAILED;
            case BRANCH_NOT_FOUND -> ScanFailureReason.BRANCH_NOT_FOUND;
            case COMMIT_NOT_FOUND -> ScanFailureReason.COMMIT_NOT_FOUND;
            case DOCKERFILE_NOT_FOUND -> ScanFailureReason.DOCKERFILE_NOT_FOUND;
            case CONTEXT_NOT_FOUND -> ScanFailureReason.CONTEXT_NOT_FOUND;
            case HOST_NOT_ALLOWED -> ScanFailureReason.HOST_NOT_ALLOWED;
            case LIMIT_EXCEEDED -> ScanFailureReason.LIMIT_EXCEEDED;
            case OBJECT_FORMAT_UNSUPPORTED -> ScanFailureReason.OBJECT_FORMAT_UNSUPPORTED;
            case GIT_UNREACHABLE -> ScanFailureReason.GIT_UNREACHABLE;
        };
    }
}
