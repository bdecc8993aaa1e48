// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a name looks like a secret's; BuildKit's rule of SecretsUsedInArgOrEnv. */
final class SecretLookingName {
    private static final Set<String> SECRET =
            Set.of(
                    "apikey",
                    "auth",
                    "credential",
                    "credentials",
                    "key",
                    "password",
                    "pword",
                    "passwd",
                    "secret",
                    "token");
    private static final Set<String> HARMLESS = Set.of("public", "file", "version");

    private SecretLookingName() {}

    static boolean test(String name) {
        Set<String> parts =
                Arrays.stream(name.toLowerCase(Locale.ROOT).split("_")).collect(Collectors.toSet());
        return parts.stream().anyMatch(SECRET::contains)
                && parts.stream().noneMatch(HARMLESS::contains);
    }
}
