// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import dev.hornero.embedded.kubernetes.kubelet.executor.DockerfileText.Instruction;
import dev.hornero.embedded.kubernetes.kubelet.executor.DockerfileText.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in buildah's words what is to be built: the target as it is written in the Dockerfile, and
 * each ARG with the value that it has for Kaniko. What buildah would build otherwise is refused.
 */
final class BuildahDialect {

    private static final Pattern VERSION =
            Pattern.compile("buildah version ((\\d+)\\.(\\d+)\\S*)", Pattern.DOTALL);
    private static final int MAJOR_WITH_HEREDOCS = 1;
    private static final int MINOR_WITH_HEREDOCS = 33;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern LITERAL =
            Pattern.compile("(?<quote>[\"']?)(?<text>[\\w./:@%+,~-]*)\\k<quote>");
    private static final Pattern ESCAPED = Pattern.compile("\"(?:[^\"\\\\$\\n]|\\\\[\"\\\\$])*\"");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{(?<braced>\\w+)\\}|(?<bare>\\w+))");
    private static final Pattern FROM = Pattern.compile("\\bfrom=(?<stage>[^,\\s]+)");

    /**
     * For buildah.
     *
     * @param dockerfile a text other than the one that was given; empty where that will do
     * @param arguments values for arguments that the changed text has besides
     */
    record Translation(
            Optional<String> target, Optional<String> dockerfile, Map<String, String> arguments) {}

    /** The ENV of images that stages build on; asked only where an ARG could be overruled by it. */
    @FunctionalInterface
    interface BaseImages {
        /** Name to value; empty for an image that cannot be read. */
        Map<String, String> environment(String image) throws IOException, InterruptedException;
    }

    /** What stands behind a stage's variables: texts of the Dockerfile. */
    private record Scope(Map<String, String> environment, Map<String, String> arguments) {
        static final Scope EMPTY = new Scope(Map.of(), Map.of());

        static Scope copyOf(Scope base) {
            return new Scope(new HashMap<>(base.environment), new HashMap<>(base.arguments));
        }
    }

    private final DockerfileText dockerfile;
    private final List<Stage> stages;
    private final String buildah;
    private final Map<String, String> given;
    private final BaseImages images;
    private final Map<Integer, List<String>> insertions = new TreeMap<>();
    private final Map<String, String> added = new LinkedHashMap<>();

    private BuildahDialect(
            DockerfileText dockerfile,
            String buildah,
            Map<String, String> given,
            BaseImages images) {
        this.dockerfile = dockerfile;
        this.stages = dockerfile.stages();
        this.buildah = buildah;
        this.given = given;
        this.images = images;
    }

    /**
     * Translates.
     *
     * @param version what {@code buildah --version} prints
     * @param given the values of build arguments
     * @throws BuildException where buildah would not build what Kaniko builds
     */
    static Translation translate(
            String text,
            String version,
            Optional<String> target,
            Map<String, String> given,
            BaseImages images)
            throws BuildException, IOException, InterruptedException {
        DockerfileText dockerfile = DockerfileText.parse(text);
        Matcher known = VERSION.matcher(version);
        boolean readable = known.lookingAt();
        var dialect =
                new BuildahDialect(
                        dockerfile, readable ? known.group(1) : "of no version", given, images);
        boolean heredocs =
                readable
                        && (Integer.parseInt(known.group(2)) > MAJOR_WITH_HEREDOCS
                                || Integer.parseInt(known.group(3)) >= MINOR_WITH_HEREDOCS);
        if (!heredocs) {
            dialect.refuseHeredocs();
        }
        return dialect.translate(target);
    }

    private void refuseHeredocs() throws BuildException {
        for (Instruction instruction : dockerfile.instructions()) {
            if (instruction.heredoc()) {
                throw refusal(
                        instruction,
                        "has a heredoc, for which buildah %d.%d or newer is needed, and here it is %s"
                                .formatted(MAJOR_WITH_HEREDOCS, MINOR_WITH_HEREDOCS, buildah));
            }
        }
    }

    private Translation translate(Optional<String> target)
            throws BuildException, IOException, InterruptedException {
        if (stages.isEmpty()) {
            return new Translation(target, Optional.empty(), Map.of());
        }
        int last = target.isPresent() ? indexOf(target.get()) : stages.size() - 1;
        var scopes = new HashMap<Integer, Scope>();
        Set<Integer> needed = needed(last);
        for (int index : needed) {
            int base = before(stages.get(index).base(), index);
            Scope scope = Scope.copyOf(scopes.getOrDefault(base, Scope.EMPTY));
            if (base < 0 && needed.stream().anyMatch(on -> setsArgumentOn(index, on))) {
                scope.environment.putAll(environmentOfBase(stages.get(index)));
            }
            scopes.put(index, scope);
            translate(stages.get(index), scope);
        }
        return new Translation(
                target.map(given -> stages.get(last).name().orElse(given)),
                insertions.isEmpty() ? Optional.empty() : Optional.of(text()),
                added);
    }

    private Map<String, String> environmentOfBase(Stage stage)
            throws IOException, InterruptedException {
        Optional<String> image = image(stage.base());
        if (image.isEmpty() || image.get().equals("scratch")) {
            return Map.of();
        }
        var environment = new HashMap<String, String>();
        images.environment(image.get())
                .forEach((name, value) -> environment.put(name, escaped(value)));
        return environment;
    }

    /** Whether a stage gives an ARG a value and is this one or builds on it. */
    private boolean setsArgumentOn(int root, int index) {
        int base = index;
        while (base > root) {
            base = before(stages.get(base).base(), base);
        }
        return base == root
                && stages.get(index).instructions().stream()
                        .filter(instruction -> instruction.name().equals("ARG"))
                        .flatMap(instruction -> instruction.words().stream())
                        .anyMatch(word -> word.contains("=") || given.containsKey(word));
    }

    /** The reference of a FROM with its variables' values; empty where one has none here. */
    private Optional<String> image(String base) {
        var globals = new HashMap<String, String>();
        int first = stages.getFirst().instructions().getFirst().first();
        for (Instruction instruction : dockerfile.instructions()) {
            if (instruction.first() < first && instruction.name().equals("ARG")) {
                for (String word : instruction.words()) {
                    String[] sides = word.split("=", 2);
                    Matcher text = LITERAL.matcher(sides.length == 2 ? sides[1] : "$");
                    if (given.containsKey(sides[0])) {
                        globals.put(sides[0], given.get(sides[0]));
                    } else if (text.matches()) {
                        globals.put(sides[0], text.group("text"));
                    }
                }
            }
        }
        var image = new StringBuilder();
        Matcher variable = VARIABLE.matcher(base);
        while (variable.find()) {
            String name =
                    Optional.ofNullable(variable.group("braced")).orElse(variable.group("bare"));
            if (!globals.containsKey(name)) {
                return Optional.empty();
            }
            variable.appendReplacement(image, Matcher.quoteReplacement(globals.get(name)));
        }
        variable.appendTail(image);
        return image.indexOf("$") < 0 ? Optional.of(image.toString()) : Optional.empty();
    }

    private static String escaped(String value) {
        return '"' + value.replaceAll("[\"\\\\$]", "\\\\$0") + '"';
    }

    private int indexOf(String target) throws BuildException {
        int named = before(target, stages.size());
        if (named < 0) {
            throw new BuildException(
                    "error building image: \"%s\" is not a valid target build stage"
                            .formatted(target));
        }
        return named;
    }

    /** The first stage of a name or with a number, if it stands before another; else -1. */
    private int before(String reference, int end) {
        for (int index = 0; index < end; index++) {
            if (stages.get(index).isNamed(reference)) {
                return index;
            }
        }
        return reference.matches("\\d{1,6}") && Integer.parseInt(reference) < end
                ? Integer.parseInt(reference)
                : -1;
    }

    private Set<Integer> needed(int last) {
        var needed = new TreeSet<>(List.of(last));
        for (int index = last; index >= 0; index--) {
            if (!needed.contains(index)) {
                continue;
            }
            Stage stage = stages.get(index);
            var references = new ArrayList<>(List.of(stage.base()));
            for (Instruction instruction : stage.instructions()) {
                FROM.matcher(instruction.arguments())
                        .results()
                        .forEach(from -> references.add(from.group("stage")));
            }
            for (String reference : references) {
                int other = before(reference, index);
                if (other >= 0) {
                    needed.add(other);
                }
            }
        }
        return needed;
    }

    private void translate(Stage stage, Scope scope) throws BuildException {
        var hidden = new TreeMap<String, String>();
        for (Instruction instruction : stage.instructions()) {
            switch (instruction.name()) {
                case "ENV" -> {
                    for (String[] variable : variables(instruction)) {
                        hidden.remove(variable[0]);
                        scope.environment.put(variable[0], variable[1]);
                    }
                }
                case "ARG" -> {
                    for (String word : instruction.words()) {
                        argument(instruction, word, scope, hidden);
                    }
                }
                default -> {}
            }
        }
        int end = stage.instructions().getLast().end();
        hidden.forEach((name, text) -> insert(end, "ENV %s=%s".formatted(name, text)));
    }

    private void argument(
            Instruction instruction, String word, Scope scope, Map<String, String> hidden)
            throws BuildException {
        String[] sides = word.split("=", 2);
        String name = sides[0];
        Optional<String> own = sides.length == 2 ? Optional.of(sides[1]) : Optional.empty();
        if (!NAME.matcher(name).matches()) {
            return;
        }
        String environment = scope.environment.get(name);
        String before = scope.arguments.get(name);
        if (environment != null && (given.containsKey(name) || own.isPresent())) {
            if (!isLiteral(environment)) {
                throw refusal(
                        instruction,
                        "gives the ARG %s a value after an ENV of that name, and buildah, %s here, keeps the ENV's in every version"
                                .formatted(name, buildah));
            }
            hidden.put(name, environment);
            insertValue(instruction, name, own);
        } else if (environment == null
                && before != null
                && own.isEmpty()
                && !given.containsKey(name)) {
            if (!isLiteral(before)) {
                throw refusal(
                        instruction,
                        "takes the default of the ARG %s of a stage before, and buildah, %s here, takes none in every version"
                                .formatted(name, buildah));
            }
            insert(instruction.end(), "ARG %s=%s".formatted(name, before));
        }
        own.ifPresent(text -> scope.arguments.put(name, text));
    }

    /** An ENV is what wins; it is taken back where the stage ends. */
    private void insertValue(Instruction instruction, String name, Optional<String> own) {
        String value = given.get(name);
        if (value == null) {
            insert(instruction.end(), "ENV %s=%s".formatted(name, own.orElse("")));
            return;
        }
        String variable = "HORNERO_VALUE_" + name;
        added.put(variable, value);
        insert(instruction.end(), "ARG " + variable);
        insert(instruction.end(), "ENV %s=${%s}".formatted(name, variable));
    }

    private void insert(int line, String text) {
        insertions.computeIfAbsent(line, _ -> new ArrayList<>()).add(text);
    }

    private String text() {
        var text = new StringBuilder();
        for (int line = 0; line <= dockerfile.lines().size(); line++) {
            for (String inserted : insertions.getOrDefault(line, List.of())) {
                text.append(inserted).append('\n');
            }
            if (line < dockerfile.lines().size()) {
                text.append(dockerfile.lines().get(line)).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String[]> variables(Instruction env) {
        List<String> words = env.words();
        if (words.isEmpty()) {
            return List.of();
        }
        if (!words.getFirst().contains("=")) {
            String[] sides = env.arguments().split("\\s+", 2);
            return List.<String[]>of(new String[] {sides[0], sides.length == 2 ? sides[1] : ""});
        }
        return words.stream()
                .filter(word -> word.contains("="))
                .map(word -> word.split("=", 2))
                .toList();
    }

    private static boolean isLiteral(String text) {
        return LITERAL.matcher(text).matches() || ESCAPED.matcher(text).matches();
    }

    private static BuildException refusal(Instruction instruction, String why) {
        return new BuildException(
                "error building image: this machine's builder cannot build the Dockerfile: line %d %s"
                        .formatted(instruction.first() + 1, why));
    }
}
