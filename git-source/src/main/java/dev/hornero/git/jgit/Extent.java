// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

/**
 * How much of what a wanted object leads to comes with it.
 *
 * @param filter as git rev-list's {@code --filter} takes it; empty for none
 * @param shallow whether history is cut off at the commit
 */
record Extent(String filter, boolean shallow) {

    private static final String LEVELS = "combine:tree:";

    /** A commit with its root directory, no history. Where the server filters. */
    static final Extent COMMIT = new Extent("tree:1", true);

    /** A commit alone, for servers that filter by no depth but this. */
    static final Extent BARE_COMMIT = new Extent("tree:0", true);

    /** A tree or a blob, and nothing that it leads to. Where git's own server filters. */
    static final Extent ALONE = new Extent("tree:0", false);

    /** The same for servers that leave out what is asked for by its id too, as JGit's. */
    static final Extent AT_LEAST = new Extent("tree:1", false);

    /** A commit with all its files, no history. */
    static final Extent SNAPSHOT = new Extent("", true);

    /** The object and all that it leads to, which is nothing where it is a blob. */
    static final Extent EVERYTHING = new Extent("", false);

    /** A tree and those below it, so many levels in all, and no file. */
    static Extent directories(int levels) {
        // Of a tree that is wanted by its id, git counts the depth from what is in it
        return new Extent(LEVELS + (levels - 1) + "+blob:none", false);
    }

    boolean severalLevels() {
        return filter.startsWith(LEVELS);
    }
}
