// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hornero.events.BuildId;
import dev.hornero.events.Code;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.Sealed;
import dev.hornero.events.imagebuild.BuildCause;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the contract: ISO times and durations, absent for empty, ids and sealed values as
 * strings. Unknown fields are passed over, since version 1 of an event grows by optional ones.
 */
public final class EventJson {
    /** More than any event has, and little enough that no reader's stack or time runs out. */
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(64)
                    .maxNameLength(1_000)
                    .build();

    private EventJson() {}

    /** A new mapper of the contract's JSON. */
    public static ObjectMapper mapper() {
        SimpleModule contract = new SimpleModule("hornero-events");
        scalar(contract, BuildId.class, BuildId::toString, BuildId::of);
        scalar(contract, ProjectEnvId.class, ProjectEnvId::toString, ProjectEnvId::of);
        scalar(contract, Sealed.class, Sealed::jwe, Sealed::new);
        contract.addSerializer(EventJson.<Code<?>>written(Code.class, Code::text));
        contract.addDeserializer(Code.class, new CodeReader<>(BuildCause.class));
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
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
        module.addSerializer(EventJson.<T>written(type, write));
        module.addDeserializer(
                type,
                new StdScalarDeserializer<T>(type) {
                    @Override
                    public T deserialize(JsonParser json, DeserializationContext context)
                            throws IOException {
                        return parsed(json, context, type, read);
                    }
                });
    }

    private static <T> StdScalarSerializer<T> written(Class<?> type, Function<T, String> write) {
        return new StdScalarSerializer<T>(type, false) {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider)
                    throws IOException {
                json.writeString(write.apply(value));
            }
        };
    }

    private static <T> T parsed(
            JsonParser json,
            DeserializationContext context,
            Class<?> type,
            Function<String, T> read)
            throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw context.wrongTokenException(
                    json, type, JsonToken.VALUE_STRING, "a text is expected");
        }
        try {
            return read.apply(json.getText());
        } catch (IllegalArgumentException e) {
            throw context.weirdStringException(
                    "…", type, "not the text of a " + type.getSimpleName());
        }
    }

    /** Which list a code is of stands in the type of the component that it is read for. */
    private static final class CodeReader<E extends Enum<E>> extends StdScalarDeserializer<Code<E>>
            implements ContextualDeserializer {
        private static final long serialVersionUID = 1L;

        private final Class<E> list;

        CodeReader(Class<E> list) {
            super(Code.class);
            this.list = list;
        }

        @Override
        @SuppressWarnings("unchecked")
        public JsonDeserializer<?> createContextual(
                DeserializationContext context, @Nullable BeanProperty property) {
            Class<?> wanted = context.getContextualType().containedTypeOrUnknown(0).getRawClass();
            return new CodeReader<>((Class<E>) wanted.asSubclass(Enum.class));
        }

        @Override
        public Code<E> deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            return parsed(json, context, list, text -> new Code<>(list, text));
        }
    }
}
