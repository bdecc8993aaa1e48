// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.deadletter;

import dev.hornero.events.Topic;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** Where a dead letter stands; its text is the dead letter's id. */
record KafkaPosition(String topic, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("([a-z.-]+):([0-9]{1,6}):([0-9]{1,18})");

    /** None for what is no position on a dead-letter topic of the contract. */
    static Optional<KafkaPosition> read(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || ofLetters(matcher.group(1)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new KafkaPosition(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3))));
    }

    /** The topic whose dead letters stand on another. No header is trusted with that. */
    static String origin(String deadLetterTopic) {
        return ofLetters(deadLetterTopic).orElseThrow().topicName();
    }

    private static Optional<Topic> ofLetters(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.deadLetterName().equals(name))
                .findFirst();
    }

    TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}
