// SPDX-License-Identifier: Apache-2.0
/** Signing in and out. */
@NullMarked
package dev.hornero.console.signin;

import org.jspecify.annotations.NullMarked;
