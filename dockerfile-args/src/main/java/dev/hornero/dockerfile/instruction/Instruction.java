// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import java.util.List;
import java.util.Optional;

/** An instruction of a Dockerfile as written: checked, but with no variable expanded. */
public sealed interface Instruction {
    Position position();

    /** In capitals. */
    String keyword();

    /** Starts a stage. {@code platform} is empty when not given. */
    record From(
            Position position,
            String base,
            Optional<String> name,
            String platform,
            Optional<String> description)
            implements Instruction {
        @Override
        public String keyword() {
            return "FROM";
        }
    }

    record Arg(Position position, List<Definition> definitions, List<Misread> misread)
            implements Instruction {
        public Arg {
            definitions = List.copyOf(definitions);
            misread = List.copyOf(misread);
        }

        @Override
        public String keyword() {
            return "ARG";
        }

        /**
         * {@code value} is the text behind {@code =}, quotes included; it may be empty. {@code
         * accidental}: the word belongs to what is {@link Misread}.
         */
        public record Definition(
                String name,
                Optional<String> value,
                Optional<String> description,
                boolean accidental) {}
    }

    /** A key with its value, both to be expanded. */
    record Pair(String key, String value) {}

    record Env(Position position, List<Pair> pairs) implements Instruction {
        public Env {
            pairs = List.copyOf(pairs);
        }

        @Override
        public String keyword() {
            return "ENV";
        }
    }

    record Label(Position position, List<Pair> pairs) implements Instruction {
        public Label {
            pairs = List.copyOf(pairs);
        }

        @Override
        public String keyword() {
            return "LABEL";
        }
    }

    /**
     * {@code text} is all that a shell may read of it: the command or its words, and the heredocs.
     */
    record Run(Position position, List<MountFlag> mounts, String text) implements Instruction {
        public Run {
            mounts = List.copyOf(mounts);
        }

        @Override
        public String keyword() {
            return "RUN";
        }
    }

    /** The body of a heredoc that is copied as a file. */
    record Content(String body, boolean expands) {}

    /** What is copied, and where to. */
    record Paths(List<String> sources, List<Content> contents, String destination) {
        public Paths {
            sources = List.copyOf(sources);
            contents = List.copyOf(contents);
        }
    }

    /** Flags not given are empty. */
    record Copy(Position position, String from, String chown, String chmod, Paths paths)
            implements Instruction {
        @Override
        public String keyword() {
            return "COPY";
        }
    }

    /** Flags not given are empty; {@code keepGitDir} as given. */
    record Add(
            Position position,
            String chown,
            String chmod,
            String checksum,
            Optional<Boolean> keepGitDir,
            Paths paths)
            implements Instruction {
        @Override
        public String keyword() {
            return "ADD";
        }
    }

    record Workdir(Position position, String path) implements Instruction {
        @Override
        public String keyword() {
            return "WORKDIR";
        }
    }

    record User(Position position, String user) implements Instruction {
        @Override
        public String keyword() {
            return "USER";
        }
    }

    record Volume(Position position, List<String> paths) implements Instruction {
        public Volume {
            paths = List.copyOf(paths);
        }

        @Override
        public String keyword() {
            return "VOLUME";
        }
    }

    record Expose(Position position, List<String> ports) implements Instruction {
        public Expose {
            ports = List.copyOf(ports);
        }

        @Override
        public String keyword() {
            return "EXPOSE";
        }
    }

    record StopSignal(Position position, String signal) implements Instruction {
        @Override
        public String keyword() {
            return "STOPSIGNAL";
        }
    }

    /** {@code trigger} is an instruction of its own, read when a stage continues this one. */
    record OnBuild(Position position, String trigger) implements Instruction {
        @Override
        public String keyword() {
            return "ONBUILD";
        }
    }

    /** CMD, ENTRYPOINT, HEALTHCHECK, SHELL, MAINTAINER: nothing of them is expanded. */
    record Verbatim(Position position, String keyword) implements Instruction {}
}
