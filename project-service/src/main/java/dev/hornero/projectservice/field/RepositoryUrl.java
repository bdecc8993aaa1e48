// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.GitAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Addresses of git repositories. Which schemes and networks are reached is the readers' to say. */
public final class RepositoryUrl {
    private RepositoryUrl() {}

    /** Reads the address of a repository; the detail of a refusal never repeats it. */
    public static GitAddress read(@Nullable String value, String field) {
        return read(GitAddress::ofRepository, value, field);
    }

    /** Reads what a git credential is for, such as {@code https://git.example.com/acme/}. */
    public static GitAddress scope(@Nullable String value, String field) {
        return read(GitAddress::ofScope, value, field);
    }

    private static GitAddress read(
            Function<String, GitAddress> form, @Nullable String value, String field) {
        try {
            return form.apply(value == null ? "" : value);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, String.valueOf(e.getMessage()));
        }
    }
}
