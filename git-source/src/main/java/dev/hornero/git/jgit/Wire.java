// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** A conversation with the {@code git-upload-pack} of one repository, over any transport. */
interface Wire extends Closeable {

    /**
     * Connects and gives what the server says first; connects anew where it was used before. It may
     * be what the server said the last time, until {@link #forgetGreeting}.
     */
    InputStream greeting() throws IOException, SourceException;

    /** Sends a request and gives the answer; the one before has been read to its end. */
    InputStream ask(byte[] request) throws IOException, SourceException;

    /** All that was asked was answered well, so the server's greeting can be relied on. */
    default void answeredWell() {}

    /** Makes the next greeting the server's own; false where the last one was that already. */
    default boolean forgetGreeting() {
        return false;
    }

    /** Nobody reads the rest of the last answer. */
    void abandon();

    /** Whether each request stands alone, so that none has to be preceded by a greeting. */
    boolean stateless();

    /** Also from another thread, to end a read that takes too long. */
    @Override
    void close();
}
