// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The lines of a build's log that show why it failed; free of the build's secrets.
 *
 * @param complaints the lines that look like errors, oldest first
 * @param lastLine the last one that is not empty
 * @param instruction the Dockerfile instruction that was being executed last
 */
public record LogEvidence(
        List<String> complaints, Optional<String> lastLine, Optional<String> instruction) {
    public static final LogEvidence NONE =
            new LogEvidence(List.of(), Optional.empty(), Optional.empty());

    public LogEvidence {
        complaints = List.copyOf(complaints);
        requireNonNull(lastLine, "lastLine");
        requireNonNull(instruction, "instruction");
    }

    /** What the executor said last in its own voice, such as {@code error building image: …}. */
    Optional<String> lastWord() {
        return complaints.reversed().stream().filter(l -> l.startsWith("error ")).findFirst();
    }

    /** What it says when it does not begin at all; a long text about its usage follows. */
    Optional<String> refusal() {
        return complaints.stream().filter(line -> line.startsWith("Error: ")).findFirst();
    }

    boolean says(String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return complaints.stream().anyMatch(l -> l.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
