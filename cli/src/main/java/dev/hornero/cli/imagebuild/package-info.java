// SPDX-License-Identifier: Apache-2.0
/** Builds on the command line: order, wait, logs, cancel. */
@NullMarked
package dev.hornero.cli.imagebuild;

import org.jspecify.annotations.NullMarked;
