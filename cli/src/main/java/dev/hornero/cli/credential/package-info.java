// SPDX-License-Identifier: Apache-2.0
/** Git credentials on the command line. */
@NullMarked
package dev.hornero.cli.credential;

import org.jspecify.annotations.NullMarked;
