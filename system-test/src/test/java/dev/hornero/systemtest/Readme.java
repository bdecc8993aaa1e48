// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The README, as far as tests run what it shows. */
final class Readme {
    private Readme() {}

    /** The lines that call {@code ./hornero} in the first block of a section. */
    static String commandsOf(String section) {
        try {
            String readme = Files.readString(Path.of("../README.md"));
            String block = readme.substring(readme.indexOf("## " + section)).split("```", -1)[1];
            String commands =
                    block.lines()
                            .filter(line -> line.startsWith("./hornero"))
                            .collect(Collectors.joining("\n"));
            if (commands.isEmpty()) {
                throw new AssertionError("no commands under " + section);
            }
            return commands;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
