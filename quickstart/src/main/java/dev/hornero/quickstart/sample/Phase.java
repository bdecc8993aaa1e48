// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.sample;

import com.fasterxml.jackson.databind.JsonNode;

/** Where a build stands, as the status API says it. */
enum Phase {
    REQUESTED,
    NEEDS_VALUES,
    QUEUED,
    LAUNCHED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    static Phase of(JsonNode build) {
        return valueOf(build.path("phase").asText());
    }

    boolean isEnd() {
        return switch (this) {
            case SUCCEEDED, FAILED, CANCELLED -> true;
            case REQUESTED, NEEDS_VALUES, QUEUED, LAUNCHED, RUNNING -> false;
        };
    }
}
