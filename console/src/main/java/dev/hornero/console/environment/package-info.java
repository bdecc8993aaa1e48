// SPDX-License-Identifier: Apache-2.0
/** Environments: where builds run. */
@NullMarked
package dev.hornero.console.environment;

import org.jspecify.annotations.NullMarked;
