// SPDX-License-Identifier: Apache-2.0
/** Events in their CloudEvents envelope, to and from Kafka records. */
@NullMarked
package dev.hornero.messaging.envelope;

import org.jspecify.annotations.NullMarked;
