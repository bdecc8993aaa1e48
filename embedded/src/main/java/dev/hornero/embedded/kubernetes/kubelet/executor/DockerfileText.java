// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A Dockerfile's instructions as they stand in its lines, read as far as it takes to know what a
 * builder will make of them.
 *
 * @param lines without their ends
 */
record DockerfileText(List<String> lines, List<Instruction> instructions) {

    private static final Pattern DIRECTIVE =
            Pattern.compile("#\\s*(?<name>[A-Za-z][A-Za-z0-9]*)\\s*=\\s*(?<value>.+?)\\s*");
    private static final Pattern INSTRUCTION = Pattern.compile("(?<name>\\S+)(?<rest>.*)");
    private static final Pattern HEREDOC = Pattern.compile("\\d*<<(?<dash>-?)(?<name>[^<]+)");
    private static final Pattern STAGE =
            Pattern.compile("(?:--\\S+\\s+)*(?<base>\\S+)(?:\\s+(?i:AS)\\s+(?<name>\\S+))?");
    private static final List<String> WITH_HEREDOCS = List.of("RUN", "COPY", "ADD");

    /**
     * One of them.
     *
     * @param name in capitals
     * @param arguments in one line, without comments
     * @param first its line, counted from 0
     * @param end the line after its last one
     * @param heredoc whether a document follows that belongs to it
     */
    record Instruction(String name, String arguments, int first, int end, boolean heredoc) {

        List<String> words() {
            return DockerfileText.words(arguments);
        }
    }

    /**
     * A part of the Dockerfile that begins with FROM.
     *
     * @param base an image or the name of a stage before
     * @param name as it is written
     */
    record Stage(String base, Optional<String> name, List<Instruction> instructions) {

        boolean isNamed(String other) {
            return name.filter(own -> own.equalsIgnoreCase(other)).isPresent();
        }
    }

    static DockerfileText parse(String text) {
        List<String> lines = text.replaceFirst("^\uFEFF", "").lines().toList();
        char escape = escape(lines);
        var instructions = new ArrayList<Instruction>();
        int at = 0;
        while (at < lines.size()) {
            if (isCommentOrBlank(lines.get(at))) {
                at++;
                continue;
            }
            int first = at;
            var joined = new StringBuilder();
            boolean more = true;
            while (more && at < lines.size()) {
                String line = lines.get(at++);
                if (at - 1 > first && isCommentOrBlank(line)) {
                    continue;
                }
                String stripped = line.stripTrailing();
                more = stripped.endsWith(String.valueOf(escape));
                joined.append(more ? stripped.substring(0, stripped.length() - 1) : line);
            }
            Matcher parts = INSTRUCTION.matcher(joined.toString().strip());
            if (!parts.matches()) {
                continue;
            }
            String name = parts.group("name").toUpperCase(Locale.ROOT);
            String arguments = parts.group("rest").strip();
            List<Matcher> heredocs = heredocs(name, arguments);
            for (Matcher heredoc : heredocs) {
                at = afterDocument(lines, at, heredoc);
            }
            instructions.add(new Instruction(name, arguments, first, at, !heredocs.isEmpty()));
        }
        return new DockerfileText(lines, List.copyOf(instructions));
    }

    List<Stage> stages() {
        var stages = new ArrayList<Stage>();
        List<Instruction> body = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.name().equals("FROM")) {
                Matcher stage = STAGE.matcher(instruction.arguments());
                body = new ArrayList<>();
                stages.add(
                        stage.matches()
                                ? new Stage(
                                        stage.group("base"),
                                        Optional.ofNullable(stage.group("name")),
                                        body)
                                : new Stage(instruction.arguments(), Optional.empty(), body));
            }
            body.add(instruction);
        }
        return stages;
    }

    /** The words of a line, with their quotes. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            word.append(c);
            if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (quote == c) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** Directives stand before everything else. */
    private static char escape(List<String> lines) {
        for (String line : lines) {
            Matcher directive = DIRECTIVE.matcher(line.strip());
            if (!directive.matches()) {
                break;
            }
            if (directive.group("name").equalsIgnoreCase("escape")) {
                return directive.group("value").equals("`") ? '`' : '\\';
            }
        }
        return '\\';
    }

    private static boolean isCommentOrBlank(String line) {
        String stripped = line.strip();
        return stripped.isEmpty() || stripped.startsWith("#");
    }

    private static List<Matcher> heredocs(String name, String arguments) {
        String instruction = name;
        String rest = arguments;
        if (name.equals("ONBUILD")) {
            Matcher trigger = INSTRUCTION.matcher(arguments);
            instruction = trigger.matches() ? trigger.group("name").toUpperCase(Locale.ROOT) : "";
            rest = trigger.matches() ? trigger.group("rest") : "";
        }
        return WITH_HEREDOCS.contains(instruction)
                ? words(rest).stream().map(HEREDOC::matcher).filter(Matcher::matches).toList()
                : List.of();
    }

    private static int afterDocument(List<String> lines, int from, Matcher heredoc) {
        String end = heredoc.group("name").replaceAll("[\"'\\\\]", "");
        boolean tabs = !heredoc.group("dash").isEmpty();
        return IntStream.range(from, lines.size())
                        .filter(i ->
                                (tabs ? lines.get(i).replaceFirst("^\t+", "") : lines.get(i))
                                        .equals(end))
                        .findFirst()
                        .orElse(lines.size() - 1)
                + 1;
    }
}
