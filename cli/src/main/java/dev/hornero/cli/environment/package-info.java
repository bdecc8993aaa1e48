// SPDX-License-Identifier: Apache-2.0
/** Environments on the command line. */
@NullMarked
package dev.hornero.cli.environment;

import org.jspecify.annotations.NullMarked;
