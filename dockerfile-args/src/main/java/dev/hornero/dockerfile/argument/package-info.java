// SPDX-License-Identifier: Apache-2.0
/** Decides from declarations and reads which arguments need a value. */
@NullMarked
package dev.hornero.dockerfile.argument;

import org.jspecify.annotations.NullMarked;
