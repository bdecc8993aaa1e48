// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import java.util.Optional;
import java.util.UUID;

/**
 * A row of the outbox as the relay reads it; without a payload it is a tombstone.
 *
 * @param headers as JSON
 */
record OutgoingRecord(
        long id,
        String topic,
        String key,
        String headers,
        Optional<String> payload,
        Optional<UUID> build) {
    /** Records with the same one stay in order: the topic and the key on it. */
    String orderingKey() {
        return topic + ' ' + key;
    }

    /** About how much memory it takes. */
    long size() {
        return (long) headers.length() + payload.map(String::length).orElse(0);
    }
}
