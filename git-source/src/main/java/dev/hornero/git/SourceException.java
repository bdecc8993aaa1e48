// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file could not be read. The message is a sentence for the user with the next step; it never
 * holds a secret.
 */
public final class SourceException extends Exception {

    /** Why, as ScanFailed reports it. */
    public enum Reason {
        /** Nothing there, or nothing that this credential may see. */
        REPOSITORY_NOT_FOUND,
        /** The credential is missing, wrong or not enough, or the ssh host is not the known one. */
        AUTH_FAILED,
        /** Neither a branch nor a tag of that name; the message has the default and near names. */
        BRANCH_NOT_FOUND,
        /** No such commit, or an abbreviated id that does not say which. */
        COMMIT_NOT_FOUND,
        /** No regular file at that path. */
        DOCKERFILE_NOT_FOUND,
        /** No directory at the context path. */
        CONTEXT_NOT_FOUND,
        /** The {@link HostPolicy} refuses the scheme or the address. */
        HOST_NOT_ALLOWED,
        /** More bytes, depth or symbolic links than {@link SourceLimits} allow. */
        LIMIT_EXCEEDED,
        /** The repository names its objects otherwise than by SHA-1. */
        OBJECT_FORMAT_UNSUPPORTED,
        /** The host does not answer, or not in a way that this library speaks. */
        GIT_UNREACHABLE
    }

    private final Reason reason;
    private final boolean transientFailure;

    @SuppressWarnings("serial") // never serialized
    private final Optional<Duration> retryAfter;

    /** A failure that repeating will not change. */
    public static SourceException lasting(Reason reason, String message) {
        return new SourceException(reason, message, false, null);
    }

    public SourceException(
            Reason reason, String message, boolean transientFailure, @Nullable Throwable cause) {
        this(reason, message, transientFailure, Optional.empty(), cause);
    }

    public SourceException(
            Reason reason,
            String message,
            boolean transientFailure,
            Optional<Duration> retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
        this.transientFailure = transientFailure;
        this.retryAfter = requireNonNull(retryAfter, "retryAfter");
    }

    public Reason reason() {
        return reason;
    }

    /** The sentence for the user. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Whether the same read may succeed a little later. */
    public boolean transientFailure() {
        return transientFailure;
    }

    /** How long the host asks to be left alone, where it says so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
