// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import dev.hornero.http.problem.ProblemException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths inside a repository: relative to its root, however they are written. */
public final class RepositoryPath {
    private static final int LONGEST = 1024;

    private RepositoryPath() {}

    /** A file; {@code /docker/./Dockerfile} becomes {@code docker/Dockerfile}. */
    public static String file(String value, String field) {
        String path = normalised(value, field);
        if (path.isEmpty() || value.endsWith("/")) {
            throw ProblemException.invalid(field, "Name a file in the repository.");
        }
        return path;
    }

    /** A directory; "." is the root. */
    public static String directory(String value, String field) {
        String path = normalised(value, field);
        return path.isEmpty() ? "." : path;
    }

    private static String normalised(String value, String field) {
        if (value.isBlank()
                || value.length() > LONGEST
                || value.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    field, "Use a path of 1 to " + LONGEST + " characters, relative to the root.");
        }
        if (Arrays.asList(value.split("/")).contains("..")) {
            throw ProblemException.invalid(field, "Stay inside the repository: no '..'.");
        }
        return Arrays.stream(value.split("/"))
                .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                .collect(Collectors.joining("/"));
    }
}
