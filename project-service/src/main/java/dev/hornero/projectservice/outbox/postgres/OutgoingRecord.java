// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox.postgres;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A row of the outbox as the relay reads it; without a payload it is a tombstone. */
record OutgoingRecord(
        long id,
        String topic,
        String key,
        Map<String, String> headers,
        Optional<String> payload,
        Optional<UUID> build) {
    OutgoingRecord {
        headers = Map.copyOf(headers);
    }
}
