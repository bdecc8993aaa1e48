// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Headers that are put on a dead letter, beside those the record came with. A program that lists or
 * replays dead letters reads them.
 */
public final class DeadLetterHeaders {
    public static final String REASON = "dead-letter-reason";
    public static final String GROUP = "dead-letter-group";
    public static final String TOPIC = "dead-letter-topic";
    public static final String PARTITION = "dead-letter-partition";
    public static final String OFFSET = "dead-letter-offset";
    public static final String TIME = "dead-letter-time";

    /** Only on a letter that holds a part of the record: the bytes of its value. */
    public static final String VALUE_SIZE = "dead-letter-value-size";

    /** Only on a letter that holds a part of the record: the SHA-256 of its value, in hex. */
    public static final String VALUE_SHA256 = "dead-letter-value-sha256";

    /** On a record that was put back onto its topic: the one group that is to read it. */
    public static final String REPLAY_GROUP = "replay-group";

    private DeadLetterHeaders() {}

    /** Whether a record was put back for another group than this one. */
    public static boolean isForAnotherGroup(ConsumerRecord<?, ?> given, String group) {
        Header replay = given.headers().lastHeader(REPLAY_GROUP);
        return replay != null
                && replay.value() != null
                && !new String(replay.value(), StandardCharsets.UTF_8).equals(group);
    }
}
