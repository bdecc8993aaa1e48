// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A build as status-service reports it, as far as this program reads it. */
public record Build(
        String id,
        int number,
        String projectEnv,
        String project,
        String environment,
        Phase phase,
        Optional<String> step,
        Optional<String> instruction,
        Optional<Waiting> waiting,
        List<MissingValue> missing,
        List<Consequence> consequences,
        List<Warning> warnings,
        Optional<ArgumentChanges> changes,
        Optional<String> branch,
        Optional<Commit> commit,
        List<String> tags,
        Optional<String> image,
        Optional<String> digest,
        Optional<String> reason,
        Optional<String> message,
        Optional<String> hint,
        Optional<Integer> line,
        Optional<Integer> exitCode,
        Optional<Integer> ahead,
        Optional<String> cluster,
        Times times) {

    public Build {
        missing = missing == null ? List.of() : List.copyOf(missing);
        consequences = consequences == null ? List.of() : List.copyOf(consequences);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** Why nothing happens although it could. */
    public record Waiting(String reason, Optional<String> message) {}

    /**
     * Something that builds, but otherwise than it looks.
     *
     * @param about absent in releases that know no warnings but of lines and of values
     * @param line of the Dockerfile, if it is about one
     */
    public record Warning(Optional<String> about, Optional<Integer> line, String message) {
        boolean onValue() {
            return about.map("VALUE"::equals).orElse(line.isEmpty());
        }

        String sentence() {
            return line.map(number -> "line " + number + ": ").orElse("") + message;
        }
    }

    public record Commit(
            String sha, Optional<String> author, Optional<Instant> time, Optional<String> subject) {
        public String abbreviated() {
            return sha.length() > 8 ? sha.substring(0, 8) : sha;
        }
    }

    public record Times(
            Instant requested,
            Optional<Instant> launched,
            Optional<Instant> started,
            Optional<Instant> ended) {}

    /** {@code dev-shop #4}. */
    public String title() {
        return projectEnv + " #" + number;
    }

    /** The image by its digest, once it is pushed. */
    Optional<String> pinnedImage() {
        return image.flatMap(reference ->
                digest.map(sha -> reference.contains("@") ? reference : reference + "@" + sha));
    }

    /** In a few words what the phase alone does not say; empty where there is nothing to add. */
    public String detail() {
        return switch (phase) {
            case REQUESTED, LAUNCHED -> waiting.flatMap(Waiting::message).orElse("");
            case NEEDS_VALUES ->
                    "needs " + String.join(", ", missing.stream().map(MissingValue::name).toList());
            case QUEUED -> waiting.flatMap(Waiting::message).or(this::queue).orElse("");
            case RUNNING ->
                    Stream.of(step, instruction)
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining(": "));
            case SUCCEEDED -> pinnedImage().orElse("");
            case FAILED -> reason.orElse("") + message.map(text -> ": " + text).orElse("");
            case CANCELLED -> message.orElse("");
        };
    }

    private Optional<String> queue() {
        return ahead.filter(count -> count > 0)
                .map(count -> count == 1 ? "1 build ahead" : count + " builds ahead");
    }

    /** Why it failed and what to do, a line each; empty when it did not fail. */
    List<String> failure() {
        if (phase != Phase.FAILED) {
            return List.of();
        }
        Optional<String> where =
                line.map(number -> "Dockerfile line " + number)
                        .or(() -> instruction.map(text -> "in: " + text));
        return Stream.of(reason, message, where, hint)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** What is wrong with values that were given, a line each. */
    public List<String> warningsOnValues() {
        return warnings.stream().filter(Warning::onValue).map(Warning::message).toList();
    }

    /** What no line of the Dockerfile says: what is wrong with values, what was not checked out. */
    List<String> warningsBesideLines() {
        return warnings.stream()
                .filter(warning -> warning.line().isEmpty())
                .map(Warning::message)
                .toList();
    }

    /** The command that gives what is missing. */
    String argsCommand() {
        return "hornero args set -p %s -e %s %s"
                .formatted(
                        project,
                        environment,
                        missing.stream()
                                .map(value -> value.name() + "=…")
                                .collect(Collectors.joining(" ")));
    }
}
