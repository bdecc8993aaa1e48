// SPDX-License-Identifier: Apache-2.0
/** How fast the scanner is, and whether it stays sane whatever it is fed; run by hand. */
@NullMarked
package dev.hornero.dockerfile.benchmark;

import org.jspecify.annotations.NullMarked;
