// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A build as status-service reports it. */
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
        List<Argument> arguments,
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
        Optional<String> requestedBy,
        Optional<String> causedBy,
        Optional<String> cluster,
        Optional<String> namespace,
        Times times) {

    public Build {
        missing = copy(missing);
        consequences = copy(consequences);
        arguments = copy(arguments);
        warnings = copy(warnings);
        tags = copy(tags);
    }

    /** Why nothing happens although it could. */
    public record Waiting(String reason, Optional<String> message) {}

    public record Commit(
            String sha, Optional<String> author, Optional<Instant> time, Optional<String> subject) {
        public String abbreviated() {
            return sha.length() > 8 ? sha.substring(0, 8) : sha;
        }
    }

    /**
     * Something that builds, but otherwise than it looks.
     *
     * @param about absent in releases that know no warnings but of lines and of values
     * @param line of the Dockerfile, if it is about one
     */
    public record Warning(
            String code, Optional<String> about, Optional<Integer> line, String message) {
        boolean onValue() {
            return about.map("VALUE"::equals).orElse(line.isEmpty());
        }

        public String sentence() {
            return line.map(number -> "Line " + number + ": ").orElse("") + message;
        }
    }

    /** When it came to each phase. */
    public record Times(
            Instant requested,
            Optional<Instant> scanned,
            Optional<Instant> resolved,
            Optional<Instant> queued,
            Optional<Instant> launched,
            Optional<Instant> started,
            Optional<Instant> ended) {}

    /** What is wrong with values that were given. */
    public List<Warning> warningsOnValues() {
        return warnings.stream().filter(Warning::onValue).toList();
    }

    /** {@code dev-shop #4}. */
    public String title() {
        return projectEnv + " #" + number;
    }

    static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
