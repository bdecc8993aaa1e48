// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Makes up Dockerfiles, most of them right, as lists of instructions with what belongs to them. */
public final class Dockerfiles {
    private static final List<String> NAMES = List.of("A", "B", "C", "VERSION", "TARGETARCH");

    private static final List<String> STAGES = List.of("base", "build", "Test", "final");

    private Dockerfiles() {}

    /** Instructions in the order of a file: arguments, then stages. */
    public static Arbitrary<List<String>> blocks() {
        Arbitrary<List<String>> globals = arg().list().ofMaxSize(3);
        Arbitrary<List<String>> stages =
                stage().list().ofMinSize(1).ofMaxSize(4).map(Dockerfiles::joined);
        return Combinators.combine(globals, stages).as((a, b) -> joined(List.of(a, b)));
    }

    private static List<String> joined(List<List<String>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    private static Arbitrary<List<String>> stage() {
        return Combinators.combine(from(), instruction().list().ofMaxSize(6))
                .as((from, rest) -> joined(List.of(List.of(from), rest)));
    }

    private static Arbitrary<String> from() {
        // Quoted blanks separate words all the same in a FROM.
        Arbitrary<String> word = word().map(text -> text.replace(" ", ""));
        Arbitrary<String> base =
                Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.of("alpine", "scratch")),
                        Tuple.of(2, Arbitraries.of(STAGES)),
                        Tuple.of(2, word.map(tag -> "alpine:" + tag)),
                        Tuple.of(1, word));
        Arbitrary<String> name =
                Arbitraries.of(STAGES)
                        .map(stage -> " AS " + stage)
                        .optional()
                        .map(o -> o.orElse(""));
        return Combinators.combine(base, name).as((image, as) -> "FROM " + image + as + "\n");
    }

    private static Arbitrary<String> arg() {
        return Combinators.combine(
                        Arbitraries.of("", "# A described\n", "# B\n"),
                        Arbitraries.of(NAMES),
                        word().map(word -> "=" + word).optional().map(o -> o.orElse("")))
                .as((comment, name, value) -> comment + "ARG " + name + value + "\n");
    }

    private static Arbitrary<String> instruction() {
        Arbitrary<String> stage = Arbitraries.of(STAGES);
        return Arbitraries.oneOf(
                arg(),
                Combinators.combine(Arbitraries.of(NAMES), word())
                        .as((name, word) -> "ENV " + name + "=" + word + " X=" + word + "\n"),
                word().map(word -> "LABEL l=" + word + "\n"),
                word().map(word -> "RUN make \\\n  # inside\n  " + word + "\n"),
                word().map(word -> "RUN [\"make\", \"" + word.replace("\"", "") + "\"]\n"),
                word().map(word -> "RUN <<EOF\nmake " + word + "\n# body\n\nEOF\n"),
                word().map(word -> "COPY <<'X' <<-Y /d/\n" + word + "\nX\n\t" + word + "\n\tY\n"),
                stage.map(from -> "COPY --from=" + from + " /a /b\n"),
                stage.map(from -> "RUN --mount=from=" + from + ",target=/m make\n"),
                word().map(word -> "RUN --mount=type=secret,id=" + word + " make\n"),
                word().map(word -> "COPY --chown=" + word + " " + word + " /to\n"),
                word().map(word -> "ONBUILD RUN make " + word + "\n"),
                Arbitraries.of(NAMES).map(name -> "ONBUILD ARG " + name + "\n"),
                word().map(word -> "WORKDIR /w/" + word + "\n"),
                word().map(word -> "CMD run " + word + "\n"));
    }

    /** A word with or without variables, guards and quotes. */
    private static Arbitrary<String> word() {
        Arbitrary<String> name = Arbitraries.of(NAMES);
        Arbitrary<String> part =
                Arbitraries.oneOf(
                        Arbitraries.of("x", "1.2", "a-b", "\\$", "'q $A'", "\"q $B\"", "$$"),
                        name.map(each -> "$" + each),
                        name.map(each -> "${" + each + "}"),
                        name.map(each -> "${" + each + ":-d}"),
                        name.map(each -> "${" + each + "+$A}"),
                        name.map(each -> "${" + each + "#*.}"),
                        name.map(each -> "${" + each + ":?\"give it\"}"));
        return part.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts));
    }
}
