// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import java.util.Optional;

/**
 * An event was given up, and where it is kept.
 *
 * @param reason why, for people; never a value of the event
 * @param topic of the dead letter
 * @param letter its place there; absent where the broker took no letter of any size
 */
public record GivenUp(String reason, String topic, Optional<Place> letter) {
    /** Where on a topic a record is. */
    public record Place(int partition, long offset) {}

    /** The rest of a sentence: the reason, and the dead letter by topic, partition and offset. */
    public String text() {
        return letter.map(place ->
                        "%s; it is kept as dead letter %s, partition %d, offset %d"
                                .formatted(reason, topic, place.partition(), place.offset()))
                .orElseGet(() -> reason + "; it could not be kept as a dead letter");
    }
}
