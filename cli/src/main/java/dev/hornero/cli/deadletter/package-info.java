// SPDX-License-Identifier: Apache-2.0
/** Dead letters on the command line. */
@NullMarked
package dev.hornero.cli.deadletter;

import org.jspecify.annotations.NullMarked;
