// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import dev.hornero.console.imagebuild.Need;
import dev.hornero.console.page.FormErrors;
import dev.hornero.console.service.Argument;
import dev.hornero.console.service.Consequence;
import dev.hornero.console.service.KeptValue;
import dev.hornero.console.service.MissingValue;
import dev.hornero.dockerfile.SecretName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values form: what the last scan found, with what is kept.
 *
 * @param forced the box that keeps names which no ARG declares was ticked
 */
record ValuesForm(List<ValueField> fields, boolean forced, FormErrors errors) {
    ValuesForm {
        fields = List.copyOf(fields);
    }

    public boolean waiting() {
        return fields.stream().anyMatch(ValueField::missing);
    }

    /** Whether some of what a build waits for may be left empty. */
    public boolean offersLeavingRestEmpty() {
        return fields.stream().anyMatch(field -> field.missing() && !field.hard());
    }

    /**
     * The form as it is shown: required arguments first, those without a value before the others.
     *
     * @param arguments of the last scan; empty before the first
     * @param missing what a build waits for
     * @param consequences what that would ask for in turn
     * @param typed what was sent and refused, to be shown again
     */
    static ValuesForm of(
            List<Argument> arguments,
            List<MissingValue> missing,
            List<Consequence> consequences,
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
                                List.of(),
                                value.description())));
        for (String requirement : List.of("REQUIRED", "OPTIONAL")) {
            arguments.stream()
                    .filter(argument -> argument.requirement().equals(requirement))
                    .forEach(argument -> declared.putIfAbsent(argument.name(), argument));
        }
        Map<String, Need> needs = new HashMap<>();
        missing.forEach(value -> needs.put(value.name(), Need.of(value, consequences)));
        Stream.concat(
                        kept.stream().map(KeptValue::name),
                        typed.stream().flatMap(values -> values.given().stream()))
                .forEach(name -> declared.putIfAbsent(name, unused(name)));
        List<ValueField> fields =
                declared.values().stream()
                        .map(argument ->
                                field(
                                        argument,
                                        Optional.ofNullable(needs.get(argument.name())),
                                        kept,
                                        typed,
                                        errors))
                        .toList();
        return new ValuesForm(fields, typed.filter(TypedValues::force).isPresent(), errors);
    }

    private static Argument unused(String name) {
        return new Argument(name, "UNUSED", false, Optional.empty(), List.of(), Optional.empty());
    }

    private static ValueField field(
            Argument argument,
            Optional<Need> need,
            List<KeptValue> kept,
            Optional<TypedValues> typed,
            FormErrors errors) {
        String name = argument.name();
        Optional<KeptValue> own = find(kept, name, false);
        Optional<KeptValue> shared = find(kept, name, true);
        boolean secret =
                typed.map(values -> values.secret(name))
                        .or(() -> own.or(() -> shared).map(KeptValue::secret))
                        .orElseGet(() -> SecretName.looksSecret(name));
        return new ValueField(
                name,
                argument.description().orElse(""),
                need(argument),
                argument.hard(),
                need.isPresent(),
                need.map(Need::reason).orElse(""),
                need.map(Need::consequences).orElse(List.of()),
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
                .or(() -> argument.shownDefault().map(value -> value.isEmpty() ? "empty" : value))
                .orElse("");
    }

    private static Optional<KeptValue> find(List<KeptValue> kept, String name, boolean ofProject) {
        return kept.stream()
                .filter(value -> value.name().equals(name) && value.ofProject() == ofProject)
                .findFirst();
    }
}
