// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.hostile;

import org.apache.kafka.common.TopicPartition;

/**
 * A dead letter: which group refused which record, and why.
 *
 * @param about the beginning of what it says
 * @param partition with {@code offset}, where the record lies that was refused
 */
public record Refusal(
        String group, TopicPartition partition, long offset, String reason, String about) {
    public Place place() {
        return new Place(partition, offset);
    }

    /** Where a record lies. */
    public record Place(TopicPartition partition, long offset) {}
}
