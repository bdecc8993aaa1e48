// SPDX-License-Identifier: Apache-2.0
/** Sending events so that the broker has them. */
@NullMarked
package dev.hornero.messaging.publish;

import org.jspecify.annotations.NullMarked;
