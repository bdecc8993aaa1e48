// SPDX-License-Identifier: Apache-2.0
/** One call of the command line: its options, its terminal, its server. */
@NullMarked
package dev.hornero.cli.invocation;

import org.jspecify.annotations.NullMarked;
