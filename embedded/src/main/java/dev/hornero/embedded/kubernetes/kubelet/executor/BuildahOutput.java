// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog.Stream;
import java.io.IOException;
import java.util.ArrayList;
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
    private static final Pattern FROM = Pattern.compile("(?i)FROM\\s");
    private static final Pattern NOISE =
            Pattern.compile(
                    "Getting image source signatures|Copying (blob|config) .*"
                            + "|Writing manifest to image destination|Storing signatures"
                            + "|--> .*|(\\[\\d+/\\d+\\] )?COMMIT( .*)?|Successfully tagged .*"
                            + "|[0-9a-f]{64}|Trying to pull .*|Resolved .*"
                            + "|\\[Warning\\] one or more build args were not consumed: .*"
                            + "|time=\"[^\"]*\" level=error msg=\"\\+\\(UNHANDLED LOGLEVEL\\).*");
    private static final Pattern END_OF_STAGE =
            Pattern.compile("--> [0-9a-f]+|(\\[\\d+/\\d+\\] )?COMMIT( .*)?");
    private static final Pattern GLUED_END_OF_STAGE =
            Pattern.compile(
                    "(.+?)((?:\\[\\d+/\\d+\\] )?COMMIT %s|--> [0-9a-f]{11})"
                            .formatted(BuildahBuilder.IMAGE));
    private static final Pattern END_OF_FAILED_RUN =
            Pattern.compile("subprocess exited (with status \\d+|on .+)");
    private static final String ERROR = "Error: ";
    private static final String FAILED_STEP = ERROR + "building at STEP";

    private final BuildLog log;
    private final ContainerPaths paths;

    /** Lines after a RUN's output that are buildah's, unless more output follows. */
    private final List<String> pending = new ArrayList<>();

    private boolean running;
    private int step;
    private int steps;
    private Pattern glued = GLUED_END_OF_STAGE;
    private int stage = -1;
    private Optional<String> error = Optional.empty();

    BuildahOutput(BuildLog log, ContainerPaths paths) {
        this.log = log;
        this.paths = paths;
    }

    void line(String line) throws IOException {
        Matcher next = STEP.matcher(line);
        if (next.matches() && (!running || isNext(next))) {
            begin(next);
        } else if (running) {
            ofRun(line);
        } else if (line.startsWith(ERROR)) {
            fail(line);
        } else if (!NOISE.matcher(line).matches()) {
            log.raw(Stream.STDERR, paths.shown(line));
        }
    }

    /** Nothing more will be said. */
    void end() {
        pending.stream().filter(line -> line.startsWith(ERROR)).forEach(this::fail);
        pending.clear();
        running = false;
    }

    private void fail(String line) {
        error = Optional.of(paths.shown(line.substring(ERROR.length())));
    }

    /** What buildah said last about why it failed. */
    Optional<String> error() {
        return error;
    }

    /** A program may print what looks like a step; only the next one is buildah's. */
    private boolean isNext(Matcher begun) {
        int number = Integer.parseInt(begun.group(2));
        return step == steps
                ? number == 1 && begun.group(1) != null && FROM.matcher(begun.group(4)).lookingAt()
                : number == step + 1 && Integer.parseInt(begun.group(3)) == steps;
    }

    private void begin(Matcher next) throws IOException {
        if (step != steps) {
            writeHeld();
        }
        pending.clear();
        step = Integer.parseInt(next.group(2));
        steps = Integer.parseInt(next.group(3));
        // Output without an end of line has the next step's line glued to it.
        glued =
                step == steps
                        ? GLUED_END_OF_STAGE
                        : Pattern.compile(
                                "(.*?)((?:\\[\\d+/\\d+\\] )?STEP %d/%d: .*)"
                                        .formatted(step + 1, steps));
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
        if (END_OF_FAILED_RUN.matcher(line).matches()
                || line.startsWith(FAILED_STEP)
                || (!pending.isEmpty() && isOfEnd(line))) {
            pending.add(line);
            return;
        }
        if (step == steps && END_OF_STAGE.matcher(line).matches()) {
            writeHeld();
            pending.add(line);
            return;
        }
        writeHeld();
        Matcher both = glued.matcher(line);
        if (both.matches()) {
            log.raw(Stream.STDOUT, both.group(1));
            line(both.group(2));
        } else {
            log.raw(Stream.STDOUT, line);
        }
    }

    /** Whether it may follow on the line with which buildah begins to store a stage's image. */
    private boolean isOfEnd(String line) {
        return END_OF_STAGE.matcher(pending.getFirst()).matches()
                && (line.startsWith(ERROR)
                        || (NOISE.matcher(line).matches() && !line.contains("COMMIT")));
    }

    private void writeHeld() throws IOException {
        for (String line : pending) {
            log.raw(Stream.STDOUT, line);
        }
        pending.clear();
    }
}
