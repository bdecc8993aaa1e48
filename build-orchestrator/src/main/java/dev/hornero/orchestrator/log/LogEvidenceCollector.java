// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import dev.hornero.orchestrator.imagebuild.model.LogEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keeps the lines of a log that show why a build failed: the first and the last complaints. */
final class LogEvidenceCollector {
    private static final int KEPT = 20;
    private static final Pattern COMPLAINT =
            Pattern.compile("^(error |Error: )|(?i:no space left on device)|signal: killed");

    private final List<String> first = new ArrayList<>();
    private final List<String> last = new ArrayList<>();
    private Optional<String> lastLine = Optional.empty();
    private Optional<String> instruction = Optional.empty();

    synchronized void add(String line) {
        if (!line.isBlank()) {
            lastLine = Optional.of(line);
        }
        ExecutorLine.read(line)
                .ifPresent(said -> {
                    if (said instanceof ExecutorLine.Instruction(var text)) {
                        instruction = Optional.of(text);
                    }
                });
        if (COMPLAINT.matcher(line).find()) {
            if (first.size() < KEPT) {
                first.add(line);
            } else {
                last.add(line);
                if (last.size() > KEPT) {
                    last.removeFirst();
                }
            }
        }
    }

    synchronized LogEvidence seen() {
        List<String> complaints = new ArrayList<>(first);
        complaints.addAll(last);
        return new LogEvidence(complaints, lastLine, instruction);
    }
}
