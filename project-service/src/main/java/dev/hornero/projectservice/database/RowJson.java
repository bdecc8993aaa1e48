// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.messaging.envelope.EventJson;
import jakarta.inject.Singleton;

/** Records of the contract as JSON columns, in the JSON of the events. */
@Singleton
public final class RowJson {
    private final ObjectMapper json = EventJson.mapper();

    /** The text of a value. */
    public String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " has no JSON", e);
        }
    }

    /** The value of a text that {@link #write} made; throws {@link UnreadableRowException}. */
    public <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableRowException(type, e);
        }
    }

    /** As {@link #read(String, Class)}, for a generic type. */
    public <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableRowException(type.getType(), e);
        }
    }
}
