// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

/** Follows one read, for traces and meters. It is called from the thread that reads, in order. */
public interface ReadObserver {

    /** What a read does, in this order; it may end before any of them. */
    enum Step {
        /** Resolve the host's name, connect, authenticate, learn what the server speaks. */
        CONNECT,
        /** Look the branch or tag up. */
        RESOLVE_COMMIT,
        /** Fetch the commit and its root directory. */
        FETCH_COMMIT,
        /** Follow the path, directory by directory, and fetch the file. */
        FETCH_FILE
    }

    /** Does nothing. */
    ReadObserver NONE =
            new ReadObserver() {
                @Override
                public void begins(Step step) {}

                @Override
                public void ended(long bytesReceived) {}
            };

    /** A step begins, and the one before has ended. */
    void begins(Step step);

    /** The read has ended, well or not, and cost so many bytes from the remote. */
    void ended(long bytesReceived);
}
