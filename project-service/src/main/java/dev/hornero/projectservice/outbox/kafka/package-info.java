// SPDX-License-Identifier: Apache-2.0
/** Whether the broker that takes the events is there. */
@NullMarked
package dev.hornero.projectservice.outbox.kafka;

import org.jspecify.annotations.NullMarked;
