// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

/**
 * What of a repository goes into the build context beside the files of the commit.
 *
 * @param submodules whether submodules are fetched at their recorded commits
 * @param gitDirectory whether {@code .git} stays in the context, one commit deep
 */
public record Checkout(boolean submodules, boolean gitDirectory) {
    /** What events mean that say nothing of it. */
    public static final Checkout DEFAULT = new Checkout(true, false);
}
