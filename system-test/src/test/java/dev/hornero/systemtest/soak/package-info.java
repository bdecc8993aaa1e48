// SPDX-License-Identifier: Apache-2.0
/**
 * Thousands of builds while processes are killed and hostile records come in; a program and no
 * test.
 */
@NullMarked
package dev.hornero.systemtest.soak;

import org.jspecify.annotations.NullMarked;
