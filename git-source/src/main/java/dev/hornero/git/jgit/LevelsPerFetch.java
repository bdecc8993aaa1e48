// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * How many levels of directories one fetch asks for. Each fetch costs the time of a request, and
 * each level may bring directories that are not on the path: as many as the directories seen so far
 * let expect, within bytes that are given once for the whole read.
 */
final class LevelsPerFetch {

    /** What directories beside the path may take in one read, in the pack. */
    private static final int SPARE_BYTES = 48 * 1024;

    /** A directory of two names, with what the pack adds. */
    private static final int SMALL_DIRECTORY = 100;

    /** Directories that a server goes through in about the time that a request takes it. */
    private static final int WALKED = 1_000;

    private Optional<GitObject> above = Optional.empty();
    private long spare = SPARE_BYTES;

    /** The directory that the next one is looked up in. */
    void entered(GitObject tree) {
        above = Optional.of(tree);
    }

    /** Below a directory that is like the one above, at most so many as the path has. */
    int levels(int onThePath) throws IOException {
        if (above.isEmpty()) {
            return 1;
        }
        long each = Math.max(SMALL_DIRECTORY, above.get().bytes().length);
        long branches = ParsedObjects.directories(above.get());
        if (walked(branches, onThePath) > WALKED) {
            return 1;
        }
        long expected = each;
        long atThisLevel = 1;
        int levels = 1;
        while (levels < onThePath) {
            atThisLevel *= branches;
            expected += atThisLevel * each;
            // The other half is for those that are not alike
            if (expected > spare / 2) {
                break;
            }
            levels++;
        }
        return levels;
    }

    // git goes through all below where filters are combined, however few levels it sends
    private static long walked(long branches, int levels) {
        long walked = 1;
        long atThisLevel = 1;
        for (int level = 1; level < levels && walked <= WALKED; level++) {
            atThisLevel *= branches;
            walked += atThisLevel;
        }
        return walked;
    }

    /** The pack of such a fetch; it ends with {@link Spent} where the guess was wrong. */
    InputStream paying(InputStream pack) {
        return new FilterInputStream(pack) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                spare -= Math.max(0, count);
                if (spare < 0) {
                    throw new Spent();
                }
                return count;
            }
        };
    }

    /** The directories are not as those above; from here on they are fetched one by one. */
    static final class Spent extends IOException {
        Spent() {
            super("more directories than foreseen");
        }
    }
}
