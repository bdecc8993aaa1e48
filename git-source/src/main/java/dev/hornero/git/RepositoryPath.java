// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path inside a repository, by its parts, never a path of a file system. Empty is the root
 * directory.
 */
public record RepositoryPath(List<String> parts) {

    public RepositoryPath {
        parts = List.copyOf(parts);
    }

    /** Empty where the text leads out of the repository. */
    public static Optional<RepositoryPath> parse(String text) {
        return new RepositoryPath(List.of()).resolve(text.replaceFirst("^/+", ""));
    }

    /** Where a relative path leads from here; empty where that is outside the repository. */
    public Optional<RepositoryPath> resolve(String relative) {
        if (relative.startsWith("/") || relative.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        List<String> result = new ArrayList<>(parts);
        for (String part : relative.split("/", -1)) {
            if (part.equals("..")) {
                if (result.isEmpty()) {
                    return Optional.empty();
                }
                result.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                result.add(part);
            }
        }
        return Optional.of(new RepositoryPath(result));
    }

    public boolean isRoot() {
        return parts.isEmpty();
    }

    public RepositoryPath parent() {
        return new RepositoryPath(parts.subList(0, parts.size() - 1));
    }

    @Override
    public String toString() {
        return String.join("/", parts);
    }
}
