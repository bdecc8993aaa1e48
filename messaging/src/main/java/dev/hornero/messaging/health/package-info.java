// SPDX-License-Identifier: Apache-2.0
/** Whether the broker is there. */
@NullMarked
package dev.hornero.messaging.health;

import org.jspecify.annotations.NullMarked;
