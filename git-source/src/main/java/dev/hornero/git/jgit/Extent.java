// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

/** How much of what a wanted object leads to comes with it. */
enum Extent {
    /** A commit with its root directory, no history. Where the server filters. */
    COMMIT("tree:1", true),
    /** A tree or a blob, and nothing that it leads to. Where git's own server filters. */
    ALONE("tree:0", false),
    /** The same for servers that leave out what is asked for by its id too, as JGit's. */
    AT_LEAST("tree:1", false),
    /** A commit with all its files, no history. */
    SNAPSHOT("", true),
    /** The object and whatever it leads to, which is nothing where it is a blob. */
    EVERYTHING("", false);

    /** As git rev-list's {@code --filter} takes it; empty for none. */
    final String filter;

    /** Whether history is cut off at the commit. */
    final boolean shallow;

    Extent(String filter, boolean shallow) {
        this.filter = filter;
        this.shallow = shallow;
    }
}
