// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A service did not do what it was asked to. */
public abstract sealed class ServiceException extends RuntimeException {
    private final String sentence;

    private ServiceException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.sentence = requireNonNull(sentence, "sentence");
    }

    /** What is wrong and what to do, for people. */
    public String sentence() {
        return sentence;
    }

    /** It does not answer, or not in time. */
    public static final class Unavailable extends ServiceException {
        public Unavailable(String service, @Nullable Throwable cause) {
            super(service + " does not answer. Try again in a moment.", cause);
        }
    }

    /** The API key is missing, unknown or expired. */
    public static final class NotSignedIn extends ServiceException {
        public NotSignedIn() {
            super("Sign in with your API key.", null);
        }
    }

    /** There is nothing of that name. */
    public static final class NotFound extends ServiceException {
        public NotFound(String sentence) {
            super(sentence, null);
        }
    }

    /** It said no: a field is wrong, a state or a role forbids it. */
    public static final class Refused extends ServiceException {
        private final int status;
        private final String field;

        public Refused(int status, String field, String sentence) {
            super(sentence, null);
            this.status = status;
            this.field = field;
        }

        public int status() {
            return status;
        }

        /** The path of the field that is wrong; empty where it is none. */
        public String field() {
            return field;
        }
    }
}
