// SPDX-License-Identifier: Apache-2.0
/** Passes REST calls on, as they stream. */
@NullMarked
package dev.hornero.console.front.vertx;

import org.jspecify.annotations.NullMarked;
