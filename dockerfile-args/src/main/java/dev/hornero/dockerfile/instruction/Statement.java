// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.line.Heredoc;
import dev.hornero.dockerfile.line.LogicalLine;
import java.util.List;
import java.util.Optional;

/**
 * One instruction, taken apart but not yet judged: BuildKit's parser accepts more than its
 * instructions do, and reports its own errors for the whole file first.
 *
 * @param keyword as written
 * @param arguments the words, or what the JSON array holds, or the text as one; keys, values and
 *     delimiters in turn for ENV and LABEL
 * @param isJson the arguments were written as a JSON array
 * @param trigger the instruction behind ONBUILD
 */
record Statement(
        LogicalLine line,
        int last,
        String keyword,
        List<String> flags,
        List<String> arguments,
        boolean isJson,
        Optional<Statement> trigger,
        List<Heredoc> heredocs) {
    int first() {
        return line.first();
    }

    Statement withHeredocs(List<Heredoc> bodies, int end) {
        return new Statement(line, end, keyword, flags, arguments, isJson, trigger, bodies);
    }

    Statement movedTo(Position position) {
        LogicalLine moved =
                new LogicalLine(
                        line.text(),
                        position.first(),
                        position.last(),
                        line.comments(),
                        line.hasEmptyContinuation());
        return new Statement(
                moved, position.last(), keyword, flags, arguments, isJson, trigger, heredocs);
    }

    /** Heredocs belong to RUN, COPY and ADD, also behind ONBUILD, but never to the JSON form. */
    boolean canHaveHeredocs() {
        Statement bearer =
                Keyword.of(keyword).filter(word -> word == Keyword.ONBUILD).isPresent()
                        ? trigger.orElse(this)
                        : this;
        return Keyword.of(bearer.keyword()).filter(Keyword::takesHeredocs).isPresent()
                && !bearer.isJson();
    }
}
