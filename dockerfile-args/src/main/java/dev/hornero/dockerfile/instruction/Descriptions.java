// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The comments above an instruction that describe what it defines: {@code # NAME text}. */
final class Descriptions {
    private final Map<String, List<String>> byFirstWord = new HashMap<>();

    Descriptions(List<String> comments) {
        for (String comment : comments) {
            int space = comment.indexOf(' ');
            if (space >= 0) {
                byFirstWord
                        .computeIfAbsent(comment.substring(0, space), word -> new ArrayList<>())
                        .add(comment);
            }
        }
    }

    /** What stands behind the name and one space in the first comment that starts so. */
    Optional<String> of(String name) {
        if (name.isEmpty() || byFirstWord.isEmpty()) {
            return Optional.empty();
        }
        int space = name.indexOf(' ');
        String firstWord = space < 0 ? name : name.substring(0, space);
        return byFirstWord.getOrDefault(firstWord, List.of()).stream()
                .filter(comment -> comment.startsWith(name + " "))
                .findFirst()
                .map(comment -> comment.substring(name.length() + 1));
    }
}
