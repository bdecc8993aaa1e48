// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import static java.util.Objects.requireNonNull;

import dev.hornero.console.service.KeptValue;
import dev.hornero.console.service.NewValue;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The values form as it was sent. Its fields are {@code value:NAME} and the boxes {@code
 * secret:NAME}, {@code empty:NAME} (left empty on purpose) and {@code remove:NAME}; of the whole
 * form {@code force} and, by the button for that, {@code leaveRestEmpty}.
 */
record TypedValues(Map<String, String> values, Set<String> boxes) {
    private static final String VALUE = "value:";
    private static final String FORCE = "force";
    private static final String LEAVE_REST_EMPTY = "leaveRestEmpty";

    TypedValues {
        values = Map.copyOf(values);
        boxes = Set.copyOf(boxes);
    }

    static TypedValues of(MultivaluedMap<String, String> form) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> boxes = new TreeSet<>();
        for (String field : form.keySet()) {
            String typed = Optional.ofNullable(form.getFirst(field)).orElse("");
            if (field.startsWith(VALUE)) {
                // Browsers send CRLF for every line break
                values.put(field.substring(VALUE.length()), typed.replace("\r\n", "\n"));
            } else if (field.contains(":")
                    || field.equals(FORCE)
                    || field.equals(LEAVE_REST_EMPTY)) {
                boxes.add(field);
            }
        }
        String added = Optional.ofNullable(form.getFirst("addedName")).orElse("").strip();
        if (!added.isEmpty()) {
            values.put(
                    added,
                    Optional.ofNullable(form.getFirst("addedValue"))
                            .orElse("")
                            .replace("\r\n", "\n"));
            if (form.containsKey("addedSecret")) {
                boxes.add("secret:" + added);
            }
        }
        return new TypedValues(values, boxes);
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    boolean secret(String name) {
        return boxes.contains("secret:" + name);
    }

    boolean emptyOnPurpose(String name) {
        return boxes.contains("empty:" + name);
    }

    boolean remove(String name) {
        return boxes.contains("remove:" + name);
    }

    /** The names that have a value in it, in their order. */
    List<String> given() {
        return values.keySet().stream()
                .filter(name -> !value(name).isEmpty() || emptyOnPurpose(name))
                .sorted()
                .toList();
    }

    /** Names that no ARG declares are kept too. */
    boolean force() {
        return boxes.contains(FORCE);
    }

    /** What is missing and may be empty is left so. */
    boolean leaveRestEmpty() {
        return boxes.contains(LEAVE_REST_EMPTY);
    }

    /** What changes against what is kept; null takes a value away. */
    Map<String, @Nullable NewValue> patch(List<KeptValue> kept) {
        Map<String, @Nullable NewValue> patch = new LinkedHashMap<>();
        for (String name : new TreeSet<>(values.keySet())) {
            Optional<KeptValue> own =
                    kept.stream()
                            .filter(value -> value.name().equals(name) && !value.ofProject())
                            .findFirst();
            if (remove(name)) {
                if (own.isPresent()) {
                    patch.put(name, null);
                }
            } else if (emptyOnPurpose(name)) {
                change(patch, name, "", own);
            } else if (!value(name).isEmpty()) {
                change(patch, name, value(name), own);
            } else if (own.flatMap(KeptValue::value).isPresent()) {
                // It stood in the form and was wiped out; a secret never stands there
                patch.put(name, null);
            }
        }
        return patch;
    }

    private void change(
            Map<String, @Nullable NewValue> patch,
            String name,
            String value,
            Optional<KeptValue> own) {
        boolean same =
                own.filter(kept -> kept.secret() == secret(name))
                        .flatMap(KeptValue::value)
                        .filter(value::equals)
                        .isPresent();
        if (!same) {
            patch.put(name, new NewValue(requireNonNull(value), secret(name)));
        }
    }

    /** Without the values: they may be secrets. */
    @Override
    public String toString() {
        return "TypedValues[" + values.keySet() + "]";
    }
}
