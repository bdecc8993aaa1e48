// SPDX-License-Identifier: Apache-2.0
/** hornero, the command line. */
@NullMarked
package dev.hornero.cli;

import org.jspecify.annotations.NullMarked;
