// SPDX-License-Identifier: Apache-2.0
/** One record at a time to its handler: retried, or given up as a dead letter, never lost. */
@NullMarked
package dev.hornero.messaging.delivery;

import org.jspecify.annotations.NullMarked;
