// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

/** The remote git repositories, asked for one file at a time. */
public interface SourceRepositories {

    /**
     * Resolves the commit that the request names, reads one file at it, and sees that the directory
     * is there that the request names beside it. Blocks, at the longest for {@link
     * SourceLimits#total()}; interrupting the caller ends the read. One attempt only: the caller
     * repeats it when {@link SourceException#transientFailure()} says that this may help.
     */
    SourceFile read(SourceRequest request, ReadObserver observer) throws SourceException;

    /** The same, unobserved. */
    default SourceFile read(SourceRequest request) throws SourceException {
        return read(request, ReadObserver.NONE);
    }
}
