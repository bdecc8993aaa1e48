// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

/** An event of one build, keyed by its ProjectEnv. */
public interface BuildBound extends Event {
    BuildRef build();

    @Override
    default String key() {
        return build().projectEnv().id().toString();
    }

    @Override
    default String subject() {
        return build().projectEnv().name();
    }
}
