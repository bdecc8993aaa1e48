// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.dockerfile.stage.Predefined;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.RequiredBuildSecret;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import dev.hornero.messaging.seal.BuildSecrets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Decides which values a build is given. A required argument needs one; an empty one will do unless
 * the argument is hard. A default of the Dockerfile is never sent: it holds by itself.
 */
public final class ArgumentResolver {
    private ArgumentResolver() {}

    /** The names whose values matter to a build. */
    public static Set<String> names(BuildRequirements.Known needs) {
        Set<String> names = new LinkedHashSet<>(Predefined.PROXIES);
        needs.arguments().forEach(argument -> names.add(argument.name()));
        needs.secrets().forEach(secret -> names.add(secret.id()));
        return names;
    }

    /** What a build needs against the values that are there. */
    public static ArgResolution resolve(
            BuildRequirements.Known needs, SoftArguments soft, Map<String, ArgValue> given) {
        SequencedSet<String> missing = new LinkedHashSet<>();
        SequencedMap<String, ArgValue> values = new LinkedHashMap<>();
        for (BuildArgument argument : needs.arguments()) {
            Optional<ArgValue> value = Optional.ofNullable(given.get(argument.name()));
            if (isAskedFor(argument, soft) && value.filter(v -> serves(argument, v)).isEmpty()) {
                missing.add(argument.name());
            }
            value.ifPresent(v -> values.put(argument.name(), v));
        }
        Map<String, String> secretValues = new LinkedHashMap<>();
        for (RequiredBuildSecret secret : needs.secrets()) {
            Optional<ArgValue> value = Optional.ofNullable(given.get(secret.id()));
            if (secret.required() && value.isEmpty()) {
                missing.add(secret.id());
            }
            value.ifPresent(v -> secretValues.put(secret.id(), v.value()));
        }
        if (!missing.isEmpty()) {
            return new ArgResolution.Missing(List.copyOf(missing), needs.evaluation());
        }
        given.forEach((name, value) -> {
            if (Predefined.PROXIES.contains(name)) {
                values.putIfAbsent(name, value);
            }
        });
        return new ArgResolution.Complete(
                ArgValues.of(values),
                secretValues.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new BuildSecrets(secretValues)),
                needs.evaluation());
    }

    /** Of the missing names those that an empty value serves for. */
    public static List<String> mayBeEmpty(
            BuildRequirements.Known needs, ArgResolution.Missing missing) {
        return needs.arguments().stream()
                .filter(argument -> !argument.hard() && missing.names().contains(argument.name()))
                .map(BuildArgument::name)
                .toList();
    }

    private static boolean isAskedFor(BuildArgument argument, SoftArguments soft) {
        return argument.needsValue()
                && switch (soft) {
                    case ASK -> true;
                    case EMPTY -> argument.hard();
                };
    }

    private static boolean serves(BuildArgument argument, ArgValue value) {
        return !argument.hard() || !value.value().isEmpty();
    }
}
