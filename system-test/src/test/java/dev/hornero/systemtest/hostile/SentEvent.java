// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.hostile;

import dev.hornero.events.EventType;

/** An event that a service sent, as its JSON. */
public record SentEvent(EventType type, String json) {}
