// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a line of the executor's log says about how far the build is. */
sealed interface ExecutorLine {
    /** A Dockerfile instruction begins to be executed. */
    record Instruction(String text) implements ExecutorLine {}

    /** The image is built and being pushed. */
    record Push() implements ExecutorLine {}

    /** Reads a line without colours; a line that says nothing of this kind is empty. */
    static Optional<ExecutorLine> read(String line) {
        Matcher said = Pattern.compile(Syntax.SAID).matcher(line);
        if (!said.matches()) {
            return Optional.empty();
        }
        String text = said.group("text");
        if (text.startsWith("Pushing image to ")) {
            return Optional.of(new Push());
        }
        return Syntax.INSTRUCTION.matcher(text).lookingAt()
                ? Optional.of(new Instruction(Syntax.shorten(text.strip())))
                : Optional.empty();
    }

    /** How Kaniko 1.28 prints: {@code INFO[0001] RUN npm ci}. */
    final class Syntax {
        static final String SAID = "INFO\\[[^\\]]*\\]\\s+(?<text>.*)";
        static final Pattern INSTRUCTION =
                Pattern.compile(
                        "(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER"
                                + "|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\\s");
        private static final int LONGEST = 300;

        private Syntax() {}

        static String shorten(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        }
    }
}
