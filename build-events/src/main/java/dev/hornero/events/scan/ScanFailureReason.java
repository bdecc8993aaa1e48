// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

/** Why a scan failed; the list may grow. */
public enum ScanFailureReason {
    REPOSITORY_NOT_FOUND,
    AUTH_FAILED,
    /** The message names the remote's default branch and near ones. */
    BRANCH_NOT_FOUND,
    COMMIT_NOT_FOUND,
    DOCKERFILE_NOT_FOUND,
    /** There is no directory at the context path. */
    CONTEXT_NOT_FOUND,
    /** With the line of the error. */
    DOCKERFILE_INVALID,
    /** The address or scheme is refused by the installation's settings. */
    HOST_NOT_ALLOWED,
    LIMIT_EXCEEDED,
    /** The repository names its objects by SHA-256. */
    OBJECT_FORMAT_UNSUPPORTED,
    /** The git server did not answer, after retries. */
    GIT_UNREACHABLE,
    /** The request to scan became a dead letter, which the message names. */
    GIVEN_UP
}
