// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog.Stream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells buildah's progress in Kaniko's words: each instruction as it begins, what RUN prints as it
 * is, and nothing of buildah's own book-keeping.
 */
final class BuildahOutput {

    private static final Pattern STEP =
            Pattern.compile("(?:\\[(\\d+)/\\d+\\] )?STEP (\\d+)/(\\d+): (.*)");
    private static final Pattern NOISE =
            Pattern.compile(
                    "Getting image source signatures|Copying (blob|config) .*"
                            + "|Writing manifest to image destination|Storing signatures"
                            + "|--> .*|COMMIT( .*)?|Successfully tagged .*|[0-9a-f]{64}"
                            + "|Trying to pull .*|Resolved .*"
                            + "|\\[Warning\\] one or more build args were not consumed: .*"
                            + "|time=\"[^\"]*\" level=error msg=\"\\+\\(UNHANDLED LOGLEVEL\\).*");
    private static final Pattern BOOK_KEEPING_IN_RUN =
            Pattern.compile(
                    "subprocess exited (with status \\d+|on \\w+)|--> [0-9a-f]+|COMMIT( .*)?");
    private static final String ERROR = "Error: ";

    private final BuildLog log;
    private boolean running;
    private int step;
    private String steps = "";
    private int stage = -1;
    private Optional<String> error = Optional.empty();

    BuildahOutput(BuildLog log) {
        this.log = log;
    }

    void line(String line) throws IOException {
        Matcher next = STEP.matcher(line);
        if (next.matches()) {
            begin(next);
        } else if (running) {
            ofRun(line);
        } else if (line.startsWith(ERROR)) {
            error = Optional.of(line.substring(ERROR.length()));
        } else if (!NOISE.matcher(line).matches()) {
            log.raw(Stream.STDERR, line);
        }
    }

    /** What buildah said last about why it failed. */
    Optional<String> error() {
        return error;
    }

    private void begin(Matcher next) throws IOException {
        step = Integer.parseInt(next.group(2));
        steps = next.group(3);
        String instruction = next.group(4).strip();
        List<String> words = List.of(instruction.split("\\s+"));
        running = words.getFirst().equalsIgnoreCase("RUN");
        if (words.getFirst().equalsIgnoreCase("FROM")) {
            stage(words);
        } else {
            log.info(instruction);
        }
        if (running && !instruction.contains("[\"")) {
            String script = instruction.substring("RUN".length()).strip();
            log.info("Cmd: /bin/sh");
            log.info("Args: [-c %s]".formatted(script));
            log.info("Running: [/bin/sh -c %s]".formatted(script));
        }
    }

    private void stage(List<String> words) throws IOException {
        stage++;
        String base =
                words.stream()
                        .skip(1)
                        .filter(word -> !word.startsWith("--"))
                        .findFirst()
                        .orElse("");
        boolean isImage = !base.equals("scratch") && !base.matches("[0-9a-f]{64}");
        if (isImage) {
            log.info("Retrieving image manifest " + base);
        }
        log.info("Building stage '%s' [idx: '%d', base-idx: '-1']".formatted(base, stage));
    }

    private void ofRun(String line) throws IOException {
        if (line.startsWith(ERROR + "building at STEP")) {
            error = Optional.of(line.substring(ERROR.length()));
            return;
        }
        if (BOOK_KEEPING_IN_RUN.matcher(line).matches()) {
            running = running && !line.startsWith("COMMIT") && !line.startsWith("-->");
            return;
        }
        // Output without an end of line has the next step's line glued to it.
        Matcher glued =
                Pattern.compile(
                                "(.*?)((?:\\[\\d+/\\d+\\] )?STEP %d/%s: .*)"
                                        .formatted(step + 1, steps))
                        .matcher(line);
        if (glued.matches()) {
            log.raw(Stream.STDOUT, glued.group(1));
            line(glued.group(2));
        } else {
            log.raw(Stream.STDOUT, line);
        }
    }
}
