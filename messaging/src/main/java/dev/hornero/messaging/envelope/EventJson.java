// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.Sealed;
import java.io.IOException;
import java.util.function.Function;

/**
 * The JSON of the contract: ISO times and durations, absent for empty, ids and sealed values as
 * strings. Unknown fields are passed over, since version 1 of an event grows by optional ones.
 */
public final class EventJson {
    private EventJson() {}

    /** A new mapper of the contract's JSON. */
    public static ObjectMapper mapper() {
        SimpleModule contract = new SimpleModule("hornero-events");
        scalar(contract, BuildId.class, BuildId::toString, BuildId::of);
        scalar(contract, ProjectEnvId.class, ProjectEnvId::toString, ProjectEnvId::of);
        scalar(contract, Sealed.class, Sealed::jwe, Sealed::new);
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), contract)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(
                                JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    private static <T> void scalar(
            SimpleModule module,
            Class<T> type,
            Function<T, String> write,
            Function<String, T> read) {
        module.addSerializer(
                type,
                new StdScalarSerializer<T>(type) {
                    @Override
                    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeString(write.apply(value));
                    }
                });
        module.addDeserializer(
                type,
                new StdScalarDeserializer<T>(type) {
                    @Override
                    public T deserialize(JsonParser json, DeserializationContext context)
                            throws IOException {
                        String text = json.getValueAsString("");
                        try {
                            return read.apply(text);
                        } catch (IllegalArgumentException e) {
                            throw context.weirdStringException(
                                    "…", type, "not the text of a " + type.getSimpleName());
                        }
                    }
                });
    }
}
