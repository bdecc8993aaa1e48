// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args;

import dev.hornero.events.scan.ArgRequirement;
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
    /** These work in every RUN without an ARG instruction (Dockerfile reference). */
    private static final Set<String> PREDEFINED =
            Set.of(
                    "HTTP_PROXY",
                    "http_proxy",
                    "HTTPS_PROXY",
                    "https_proxy",
                    "FTP_PROXY",
                    "ftp_proxy",
                    "NO_PROXY",
                    "no_proxy",
                    "ALL_PROXY",
                    "all_proxy");

    private ArgumentResolver() {}

    /** What a scan found against the values that are there. */
    public static Resolution resolve(
            List<BuildArgument> arguments, List<RequiredBuildSecret> secrets, ArgLayers given) {
        SequencedSet<String> missing = new LinkedHashSet<>();
        SequencedMap<String, ArgValue> values = new LinkedHashMap<>();
        for (BuildArgument argument : arguments) {
            Optional<ArgValue> value = given.find(argument.name());
            if (needsValue(argument) && value.filter(v -> serves(argument, v)).isEmpty()) {
                missing.add(argument.name());
            }
            value.ifPresent(v -> values.put(argument.name(), v));
        }
        Map<String, String> secretValues = new LinkedHashMap<>();
        for (RequiredBuildSecret secret : secrets) {
            Optional<ArgValue> value = given.find(secret.id());
            if (secret.required() && value.isEmpty()) {
                missing.add(secret.id());
            }
            value.ifPresent(v -> secretValues.put(secret.id(), v.value()));
        }
        if (!missing.isEmpty()) {
            return new Resolution.Missing(List.copyOf(missing));
        }
        given.merged()
                .forEach((name, value) -> {
                    if (PREDEFINED.contains(name)) {
                        values.putIfAbsent(name, value);
                    }
                });
        return new Resolution.Resolved(
                ArgValues.of(values),
                secretValues.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new BuildSecrets(secretValues)));
    }

    private static boolean needsValue(BuildArgument argument) {
        return argument.requirement() == ArgRequirement.REQUIRED;
    }

    private static boolean serves(BuildArgument argument, ArgValue value) {
        return !argument.hard() || !value.value().isEmpty();
    }
}
