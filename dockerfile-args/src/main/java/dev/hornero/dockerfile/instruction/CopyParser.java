// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.HeredocName;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.instruction.Flags.Kind;
import dev.hornero.dockerfile.instruction.Instruction.Content;
import dev.hornero.dockerfile.instruction.Instruction.Paths;
import dev.hornero.dockerfile.line.Heredoc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** COPY and ADD: where from, where to, and the heredocs that are files. */
final class CopyParser {
    private static final Map<String, Kind> COPY_FLAGS =
            Map.of(
                    "chown", Kind.TEXT,
                    "from", Kind.TEXT,
                    "chmod", Kind.TEXT,
                    "link", Kind.TRUTH,
                    "exclude", Kind.LIST,
                    "parents", Kind.TRUTH);
    private static final Map<String, Kind> ADD_FLAGS =
            Map.of(
                    "chown", Kind.TEXT,
                    "chmod", Kind.TEXT,
                    "link", Kind.TRUTH,
                    "keep-git-dir", Kind.TRUTH,
                    "checksum", Kind.TEXT,
                    "unpack", Kind.TRUTH,
                    "exclude", Kind.LIST);

    private CopyParser() {}

    private static void requireSourceAndDestination(Statement statement, Keyword keyword)
            throws FormatException {
        if (statement.arguments().size() < 2) {
            throw new FormatException(
                    keyword
                            + " requires at least two arguments, but only one was provided."
                            + " Destination could not be determined");
        }
    }

    static Instruction copy(Statement statement, Position position) throws FormatException {
        requireSourceAndDestination(statement, Keyword.COPY);
        Flags flags = Flags.of(statement.flags(), COPY_FLAGS);
        Paths paths = paths(statement, Keyword.COPY);
        return new Instruction.Copy(
                position,
                flags.text("from", ""),
                flags.text("chown", ""),
                flags.text("chmod", ""),
                paths);
    }

    static Instruction add(Statement statement, Position position) throws FormatException {
        requireSourceAndDestination(statement, Keyword.ADD);
        Flags flags = Flags.of(statement.flags(), ADD_FLAGS);
        Paths paths = paths(statement, Keyword.ADD);
        Optional<Boolean> keepGitDir =
                flags.all("keep-git-dir").stream()
                        .map(value -> !value.equalsIgnoreCase("false"))
                        .findFirst();
        return new Instruction.Add(
                position,
                flags.text("chown", ""),
                flags.text("chmod", ""),
                flags.text("checksum", ""),
                keepGitDir,
                paths);
    }

    private static Paths paths(Statement statement, Keyword keyword) throws FormatException {
        String destination = statement.arguments().getLast();
        if (HeredocName.isStartedBy(destination)) {
            throw new FormatException(keyword + " cannot accept a heredoc as a destination");
        }
        Map<String, String> bodies = new HashMap<>();
        for (Heredoc heredoc : statement.heredocs()) {
            bodies.put(heredoc.start().name(), heredoc.strippedBody());
        }
        List<String> sources = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        for (String source : statement.arguments().subList(0, statement.arguments().size() - 1)) {
            Optional<HeredocName> heredoc = heredoc(source);
            if (heredoc.isPresent()) {
                contents.add(
                        new Content(
                                bodies.getOrDefault(heredoc.get().name(), ""),
                                heredoc.get().expands()));
            } else {
                sources.add(source);
            }
        }
        return new Paths(sources, contents, destination);
    }

    private static Optional<HeredocName> heredoc(String word) {
        try {
            return HeredocName.of(word);
        } catch (ExpansionException notOne) {
            return Optional.empty();
        }
    }
}
