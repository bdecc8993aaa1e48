// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.deadletter;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.BuildId;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which build a record is of, although something else is wrong with it. */
public final class BuildOfRecord {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BuildOfRecord() {}

    /** None where the value is no JSON or names no build. */
    public static Optional<BuildId> find(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(BuildId.of(JSON.readTree(value).at("/build/id").asText()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
