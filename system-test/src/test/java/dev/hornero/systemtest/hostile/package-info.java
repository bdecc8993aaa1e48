// SPDX-License-Identifier: Apache-2.0
/** Records that are written to do harm, and what became of them. */
@NullMarked
package dev.hornero.systemtest.hostile;

import org.jspecify.annotations.NullMarked;
