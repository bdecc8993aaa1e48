// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.publish;

import dev.hornero.events.Topic;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelope;
import java.util.concurrent.CompletionStage;

/** Sends events. A stage completes when all replicas in sync have the record, or fails. */
public interface EventPublisher {
    CompletionStage<Void> publish(Envelope<?> envelope);

    CompletionStage<Void> publish(EncodedEvent event);

    /** Deletes what a compacted topic keeps under a key. */
    CompletionStage<Void> tombstone(Topic topic, String key);
}
