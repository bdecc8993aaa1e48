// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.json;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes JSON, keys in the order of the calls. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    JsonText object(Consumer<JsonText> fields) {
        text.append('{');
        fields.accept(this);
        text.append('}');
        return this;
    }

    JsonText field(String key, @Nullable String value) {
        key(key);
        if (value == null) {
            text.append("null");
        } else {
            string(value);
        }
        return this;
    }

    JsonText field(String key, @Nullable Integer value) {
        key(key);
        text.append(value);
        return this;
    }

    JsonText field(String key, boolean value) {
        key(key);
        text.append(value);
        return this;
    }

    JsonText numbers(String key, List<Integer> values) {
        key(key);
        text.append('[');
        for (Integer value : values) {
            comma();
            text.append(value);
        }
        text.append(']');
        return this;
    }

    JsonText strings(String key, List<String> values) {
        key(key);
        text.append('[');
        for (String value : values) {
            comma();
            string(value);
        }
        text.append(']');
        return this;
    }

    <T> JsonText array(String key, List<T> values, BiConsumer<JsonText, T> fields) {
        key(key);
        text.append('[');
        for (T value : values) {
            comma();
            object(json -> fields.accept(json, value));
        }
        text.append(']');
        return this;
    }

    <T> JsonText object(String key, Optional<T> value, BiConsumer<JsonText, T> fields) {
        key(key);
        value.ifPresentOrElse(
                present -> object(json -> fields.accept(json, present)), () -> text.append("null"));
        return this;
    }

    private void key(String key) {
        comma();
        string(key);
        text.append(':');
    }

    private void comma() {
        char before = text.charAt(text.length() - 1);
        if (before != '{' && before != '[') {
            text.append(',');
        }
    }

    private void string(String value) {
        text.append('"');
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            switch (character) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (character < ' ' || isAlone(value, at)) {
                        text.append("\\u%04x".formatted((int) character));
                    } else {
                        text.append(character);
                    }
                }
            }
        }
        text.append('"');
    }

    /** Half a surrogate pair, which no encoding can write. */
    private static boolean isAlone(String value, int at) {
        char character = value.charAt(at);
        if (Character.isHighSurrogate(character)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(character)
                && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
