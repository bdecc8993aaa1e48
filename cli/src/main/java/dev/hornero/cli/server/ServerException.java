// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.server;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The server did not do it; the message is a sentence for the user. */
public abstract sealed class ServerException extends RuntimeException {

    private ServerException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** Whether the same call may succeed a little later. */
    public abstract boolean passing();

    /** No answer, or one that broke off. */
    public static final class Unreachable extends ServerException {
        private final boolean sent;

        Unreachable(URI url, String why, boolean sent, Throwable cause) {
            super(
                    "Cannot reach "
                            + url
                            + ": "
                            + why
                            + ". Is it running? Another address: --url, HORNERO_URL or 'hornero"
                            + " login'.",
                    cause);
            this.sent = sent;
        }

        /** The call may have reached the server. */
        boolean sent() {
            return sent;
        }

        @Override
        public boolean passing() {
            return true;
        }
    }

    /** An answer that says no. */
    public static final class Refused extends ServerException {
        private final int status;

        Refused(int status, String sentence) {
            super(requireNonNull(sentence, "sentence"), null);
            this.status = status;
        }

        public int status() {
            return status;
        }

        @Override
        public boolean passing() {
            return status == 429 || status >= 500;
        }
    }
}
