// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Something that builds, but otherwise than it looks, or that a user should know.
 *
 * @param code stable, in capitals, such as {@code KANIKO_MOUNT_FROM}
 * @param line 1-based; absent when it is about a value given, not about a line
 * @param message for people: what happens, and what to do
 */
public record Warning(String code, Optional<Integer> line, String message) {
    public Warning {
        requireNonNull(code, "code");
        requireNonNull(line, "line");
        requireNonNull(message, "message");
    }
}
