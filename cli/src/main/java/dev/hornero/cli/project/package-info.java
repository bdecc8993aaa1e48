// SPDX-License-Identifier: Apache-2.0
/** Projects on the command line. */
@NullMarked
package dev.hornero.cli.project;

import org.jspecify.annotations.NullMarked;
