// SPDX-License-Identifier: Apache-2.0
/** Reads one file of a remote git repository at a branch or commit, for few bytes. */
@NullMarked
package dev.hornero.git;

import org.jspecify.annotations.NullMarked;
