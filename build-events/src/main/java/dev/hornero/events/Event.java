// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

/**
 * A fact that one service publishes for the others. Each topic has a sealed interface of its
 * events.
 */
public interface Event {
    /** The Kafka key: events of one key stay in order. */
    String key();

    /** The CloudEvents subject, {@code <environment>-<project>} or the id of an API key. */
    String subject();
}
