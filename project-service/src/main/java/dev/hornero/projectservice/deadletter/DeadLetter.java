// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.deadletter;

import dev.hornero.events.BuildId;
import java.util.Optional;

/**
 * A record that a consumer gave up on, without its value.
 *
 * @param id {@code <dead-letter topic>:<partition>:<offset>}
 * @param topic from which it came
 * @param group that gave up on it
 * @param type of the event, as far as its header says
 * @param build of which this service gave up the event
 */
public record DeadLetter(
        String id,
        String topic,
        Optional<String> group,
        Optional<String> reason,
        Optional<String> time,
        Optional<String> key,
        Optional<String> type,
        Optional<BuildId> build) {}
