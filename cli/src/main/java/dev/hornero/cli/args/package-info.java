// SPDX-License-Identifier: Apache-2.0
/** Values of build arguments on the command line. */
@NullMarked
package dev.hornero.cli.args;

import org.jspecify.annotations.NullMarked;
