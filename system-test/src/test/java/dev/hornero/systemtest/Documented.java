// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Commands that the documentation shows, and tests run. */
final class Documented {
    private Documented() {}

    /**
     * The first block of a section, without the lines that say where Hornero is: the test's is
     * elsewhere.
     */
    static String commands(String file, String section) {
        try {
            String text = Files.readString(Path.of("..", file));
            String heading = "## " + section + "\n";
            if (!text.contains(heading)) {
                throw new AssertionError(file + " has no section " + section);
            }
            return text.substring(text.indexOf(heading))
                    .split("```", -1)[1]
                    .lines()
                    .filter(line -> !line.startsWith("export "))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
