// SPDX-License-Identifier: Apache-2.0
/** From instructions' lines to typed instructions; nothing is expanded yet. */
@NullMarked
package dev.hornero.dockerfile.instruction;

import org.jspecify.annotations.NullMarked;
