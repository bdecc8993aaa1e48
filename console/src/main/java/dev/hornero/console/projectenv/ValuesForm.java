// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import dev.hornero.console.page.FormErrors;
import dev.hornero.console.service.Argument;
import dev.hornero.console.service.KeptValue;
import dev.hornero.console.service.MissingValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The values form: what the last scan found, with what is kept. */
record ValuesForm(List<ValueField> fields, FormErrors errors) {
    private static final Pattern SECRET_LOOKING =
            Pattern.compile("(?i).*(token|secret|passw|pwd|api_?key|private|credential|auth).*");

    ValuesForm {
        fields = List.copyOf(fields);
    }

    /** Fields that errors can stand at. */
    Set<String> names() {
        return fields.stream().map(ValueField::name).collect(Collectors.toSet());
    }

    public boolean waiting() {
        return fields.stream().anyMatch(ValueField::missing);
    }

    /**
     * The form as it is shown: required arguments first, those without a value before the others.
     *
     * @param arguments of the last scan; empty before the first
     * @param missing what a build waits for
     * @param typed what was sent and refused, to be shown again
     */
    static ValuesForm of(
            List<Argument> arguments,
            List<MissingValue> missing,
            List<KeptValue> kept,
            Optional<TypedValues> typed,
            FormErrors errors) {
        Map<String, Argument> declared = new LinkedHashMap<>();
        missing.forEach(value ->
                declared.put(
                        value.name(),
                        new Argument(
                                value.name(),
                                "REQUIRED",
                                value.hard(),
                                Optional.empty(),
                                value.description())));
        for (String requirement : List.of("REQUIRED", "OPTIONAL")) {
            arguments.stream()
                    .filter(argument -> argument.requirement().equals(requirement))
                    .forEach(argument -> declared.putIfAbsent(argument.name(), argument));
        }
        Set<String> awaited = missing.stream().map(MissingValue::name).collect(Collectors.toSet());
        List<ValueField> fields = new ArrayList<>();
        for (Argument argument : declared.values()) {
            fields.add(field(argument, awaited.contains(argument.name()), kept, typed, errors));
        }
        for (KeptValue value : kept) {
            if (!declared.containsKey(value.name())) {
                Argument unused =
                        new Argument(
                                value.name(), "UNUSED", false, Optional.empty(), Optional.empty());
                fields.add(field(unused, false, kept, typed, errors));
            }
        }
        return new ValuesForm(fields, errors);
    }

    private static ValueField field(
            Argument argument,
            boolean missing,
            List<KeptValue> kept,
            Optional<TypedValues> typed,
            FormErrors errors) {
        String name = argument.name();
        Optional<KeptValue> own = find(kept, name, false);
        Optional<KeptValue> shared = find(kept, name, true);
        boolean secret =
                typed.map(values -> values.secret(name))
                        .or(() -> own.or(() -> shared).map(KeptValue::secret))
                        .orElseGet(() -> SECRET_LOOKING.matcher(name).matches());
        return new ValueField(
                name,
                argument.description().orElse(""),
                need(argument),
                argument.hard(),
                missing,
                secret,
                typed.map(values -> values.value(name))
                        .orElseGet(() -> own.flatMap(KeptValue::value).orElse("")),
                placeholder(argument, own, shared),
                own.filter(KeptValue::secret).isPresent(),
                typed.map(values -> values.emptyOnPurpose(name))
                        .orElseGet(() ->
                                own.flatMap(KeptValue::value).filter(String::isEmpty).isPresent()),
                errors.at(name));
    }

    private static String need(Argument argument) {
        return switch (argument.requirement()) {
            case "REQUIRED" -> "required";
            case "OPTIONAL" -> "optional";
            // IGNORABLE, or not in the Dockerfile at all
            default -> "unused";
        };
    }

    private static String placeholder(
            Argument argument, Optional<KeptValue> own, Optional<KeptValue> shared) {
        if (own.filter(KeptValue::secret).isPresent()) {
            return "kept, not shown";
        }
        return shared.map(value -> "of the project: " + value.value().orElse("(secret)"))
                .or(() -> argument.defaultValue().map(value -> value.isEmpty() ? "empty" : value))
                .orElse("");
    }

    private static Optional<KeptValue> find(List<KeptValue> kept, String name, boolean ofProject) {
        return kept.stream()
                .filter(value -> value.name().equals(name) && value.ofProject() == ofProject)
                .findFirst();
    }
}
