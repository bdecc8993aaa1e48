// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

/**
 * Headers that are put on a dead letter, beside those the record came with. Whoever lists or
 * replays dead letters reads them.
 */
public final class DeadLetterHeaders {
    public static final String REASON = "dead-letter-reason";
    public static final String GROUP = "dead-letter-group";
    public static final String TOPIC = "dead-letter-topic";
    public static final String PARTITION = "dead-letter-partition";
    public static final String OFFSET = "dead-letter-offset";
    public static final String TIME = "dead-letter-time";

    /** On a record that was put back onto its topic: the one group that is to read it. */
    public static final String REPLAY_GROUP = "replay-group";

    private DeadLetterHeaders() {}
}
