// SPDX-License-Identifier: Apache-2.0
/**
 * Talks to {@code git-upload-pack} in JGit's types over HTTP, SSH and TCP, and asks it for the
 * commit, the trees on one path and one blob.
 */
@NullMarked
package dev.hornero.git.jgit;

import org.jspecify.annotations.NullMarked;
