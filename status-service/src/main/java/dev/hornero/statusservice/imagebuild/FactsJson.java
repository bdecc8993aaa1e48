// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.messaging.envelope.EventJson;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;

/** Facts as the column keeps them; fields may be added, and then are absent in older rows. */
final class FactsJson {
    private static final ObjectMapper JSON = EventJson.mapper();

    private FactsJson() {}

    static String write(BuildFacts facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts have no JSON", e);
        }
    }

    static BuildFacts read(String json) {
        try {
            return JSON.readValue(json, BuildFacts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row's facts cannot be read", e);
        }
    }
}
