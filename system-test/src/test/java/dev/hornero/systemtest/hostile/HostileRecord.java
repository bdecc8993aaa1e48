// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.hostile;

import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One record to write.
 *
 * @param kind what is wrong with it
 * @param content the record itself
 */
public record HostileRecord(Kind kind, ProducerRecord<byte[], byte[]> content) {

    /**
     * What is wrong with a record.
     *
     * @param refused whether no reader can take it for an event, so that each has to bury it; where
     *     false it may be an event, or none
     * @param onlyFor the group that it says it was put back for; absent where it is for all
     */
    public record Kind(String name, boolean refused, Optional<String> onlyFor) {}
}
