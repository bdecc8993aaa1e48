// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.dockerfile.Argument;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.Evidence;
import dev.hornero.dockerfile.Requirement;
import dev.hornero.dockerfile.ScanError;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Commit;
import dev.hornero.events.scan.ArgEvidence;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.RequiredBuildSecret;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.events.scan.ScanFailureReason;
import dev.hornero.events.scan.ScanWarning;
import dev.hornero.events.scan.ScannedStage;
import dev.hornero.git.ResolvedCommit;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceFile;
import java.util.Optional;

/** What a scan tells: a pure function of what was read. */
final class Finding {
    private Finding() {}

    /** The Dockerfile was read. */
    static ScanEvent of(BuildRef build, SourceFile file, DockerfileScan scan) {
        return scan.error()
                .<ScanEvent>map(error -> invalid(build, file, error))
                .orElseGet(() -> argsRequired(build, file, scan));
    }

    /** The Dockerfile could not be read. */
    static ScanFailed of(BuildRef build, SourceException failure) {
        return new ScanFailed(
                build, reason(failure.reason()), Optional.empty(), failure.sentence());
    }

    /** The git credential does not open here, so nothing was asked of the repository. */
    static ScanFailed credentialUnreadable(BuildRef build) {
        return new ScanFailed(
                build,
                ScanFailureReason.AUTH_FAILED,
                Optional.empty(),
                "The git credential could not be opened by the scanner; ask the operator to check"
                        + " that HORNERO_SEAL_KEYS of project-service and scanner-service match.");
    }

    /** There is more to say than a record on the broker may hold. */
    static ScanFailed tooLarge(BuildRef build) {
        return new ScanFailed(
                build,
                ScanFailureReason.LIMIT_EXCEEDED,
                Optional.empty(),
                "The Dockerfile has more build arguments, stages and comments than an event can"
                        + " carry; make it shorter.");
    }

    private static ScanFailed invalid(BuildRef build, SourceFile file, ScanError error) {
        return new ScanFailed(
                build,
                ScanFailureReason.DOCKERFILE_INVALID,
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
                scan.arguments().stream().map(Finding::argument).toList(),
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
                        .toList());
    }

    private static Commit commit(ResolvedCommit commit) {
        return new Commit(commit.sha(), commit.author(), commit.time(), commit.subject());
    }

    private static BuildArgument argument(Argument argument) {
        return new BuildArgument(
                argument.name(),
                requirement(argument.requirement()),
                argument.evidence().map(Finding::evidence),
                argument.hard(),
                argument.defaultValue(),
                argument.description(),
                argument.lines(),
                argument.stages());
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
            case HOST_NOT_ALLOWED -> ScanFailureReason.HOST_NOT_ALLOWED;
            case LIMIT_EXCEEDED -> ScanFailureReason.LIMIT_EXCEEDED;
            case GIT_UNREACHABLE -> ScanFailureReason.GIT_UNREACHABLE;
        };
    }
}
