// SPDX-License-Identifier: Apache-2.0
/** A real Kafka broker inside this JVM, whose data survives a restart. */
@NullMarked
package dev.hornero.embedded.kafka;

import org.jspecify.annotations.NullMarked;
