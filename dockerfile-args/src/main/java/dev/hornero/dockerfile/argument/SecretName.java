// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.argument;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that look like a secret's, by BuildKit's rule SecretsUsedInArgOrEnv. */
final class SecretName {
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

    private SecretName() {}

    static boolean looksSecret(String name) {
        List<String> parts = List.of(name.toLowerCase(Locale.ROOT).split("_", -1));
        return parts.stream().anyMatch(SECRET::contains)
                && parts.stream().noneMatch(HARMLESS::contains);
    }
}
