// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellLexerTest {
    private static final Map<String, String> VALUES =
            Map.of(
                    "V", "v1.2.3-rc",
                    "EMPTY", "",
                    "DIR", "/usr/local/lib",
                    "TWO", "a b",
                    "ÄRA", "neu",
                    "STARS", "a*b*c");

    private static final Variables VARIABLES = (name, use) -> Optional.ofNullable(VALUES.get(name));

    private final ShellLexer lexer = ShellLexer.of('\\', new ExpansionBudget(1_000_000));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiterString = " => ",
            value = {
                "plain => plain",
                "$V => v1.2.3-rc",
                "${V} => v1.2.3-rc",
                "x$V-y => xv1.2.3-rc-y",
                "$VX => ~~",
                "$ÄRA => neu",
                "\\$V => $V",
                "'$V' => $V",
                "\"$V\" => v1.2.3-rc",
                "\"\\$V\" => $V",
                "\"a\\b\" => a\\b",
                "a\\b => ab",
                "'it\\s' => it\\s",
                "a'b'\"c\" => abc",
                "$$V => V",
                "100$ => 100$",
                "$ => $",
                "$1V => V",
                "a\\ => a",
                "${V:-d} => v1.2.3-rc",
                "${EMPTY:-d} => d",
                "${EMPTY-d} => ~~",
                "${NONE-d} => d",
                "${NONE:-${V}} => v1.2.3-rc",
                "${NONE:-\"a b\"} => a b",
                "${V:+d} => d",
                "${EMPTY:+d} => ~~",
                "${EMPTY+d} => d",
                "${NONE+d} => ~~",
                "${V:?m} => v1.2.3-rc",
                "${EMPTY?m} => ~~",
                "${V#v} => 1.2.3-rc",
                "${V#*.} => 2.3-rc",
                "${V##*.} => 3-rc",
                "${V%-*} => v1.2.3",
                "${V%.*} => v1.2",
                "${V%%.*} => v1",
                "${V#x} => v1.2.3-rc",
                "${V/./_} => v1_2.3-rc",
                "${V//./_} => v1_2_3-rc",
                "${V//?./_} => v__3-rc",
                "${DIR//\\//-} => -usr-local-lib",
                "${DIR/*l/X} => Xib",
                "${STARS//\\*/+} => a+b+c",
                "${STARS#a\\*} => b*c",
            })
    void expands(String word, String expected) throws ExpansionException {
        assertThat(lexer.expand(word, VARIABLES)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiterString = " => ",
            value = {
                "${V => unsupported modifier (\uFFFD) in substitution",
                "${V:-d => syntax error: missing '}'",
                "${V/a => syntax error: missing '/' in ${}",
                "${V/a/b => syntax error: missing '}'",
                "${ => syntax error: missing '}'",
                "${} => syntax error: bad substitution",
                "${:a} => syntax error: bad substitution",
                "${{V}} => syntax error: bad substitution",
                "${V^^} => unsupported modifier (^) in substitution",
                "${V:=d} => unsupported modifier (:=) in substitution",
                "${V=d} => unsupported modifier (=) in substitution",
                "${V:#v} => unsupported modifier (:#) in substitution",
                "${NONE:?set it} => NONE: set it",
                "${NONE?} => NONE: is not allowed to be unset",
                "${NONE:?} => NONE: is not allowed to be unset",
                "${EMPTY:?} => EMPTY: is not allowed to be empty",
                "${NONE:?$V} => NONE: v1.2.3-rc",
                "\"a => unexpected end of statement while looking for matching double-quote",
                "a'b => unexpected end of statement while looking for matching single-quote",
                "${V:-'a} => syntax error: missing '}'",
                "${V#a\\b} => invalid pattern (a\\b) in substitution: invalid escape '\\b'",
            })
    void refuses(String word, String reason) {
        assertThatThrownBy(() -> lexer.expand(word, VARIABLES))
                .isInstanceOf(ExpansionException.class)
                .hasMessageStartingWith("failed to process \"")
                .hasMessageEndingWith(": " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiterString = " => ",
            value = {
                "a b => a,b",
                "$TWO => a,b",
                "\"$TWO\" => a b",
                "a\\ b => a b",
                "'a b'c => a bc",
                "8${NONE:-0} => 0",
                "8${TWO} => 8a,b",
            })
    void splitsIntoWords(String text, String words) throws ExpansionException {
        assertThat(lexer.words(text, VARIABLES)).containsExactly(words.split(","));
    }

    @Test
    void tellsHowEachVariableIsUsed() throws ExpansionException {
        List<String> uses = new ArrayList<>();

        lexer.expand(
                "$A ${B:-$C} ${D+x} ${E:?m} ${F?m} ${G#x} '$H' \\$I",
                (name, use) -> {
                    uses.add(name + " " + use);
                    return Optional.of("x");
                });

        assertThat(uses)
                .containsExactly(
                        "A PLAIN",
                        "C PLAIN",
                        "B DEFAULT",
                        "D ALTERNATIVE",
                        "E DEMAND_TEXT",
                        "F DEMAND",
                        "G PATTERN");
    }

    @Test
    void escapesWithTheCharacterOfTheDirective() throws ExpansionException {
        ShellLexer backtick = ShellLexer.of('`', new ExpansionBudget(100));

        assertThat(backtick.expand("C:\\dir\\$V", VARIABLES)).isEqualTo("C:\\dir\\v1.2.3-rc");
        assertThat(backtick.expand("`$V", VARIABLES)).isEqualTo("$V");
    }

    @Test
    void leavesTheQuotesOfHeredocBodies() throws ExpansionException {
        ShellLexer bodies = ShellLexer.forHeredocBodies(new ExpansionBudget(100));

        assertThat(bodies.expand("it's \"$V\"\n", VARIABLES)).isEqualTo("it's \"v1.2.3-rc\"\n");
    }

    @Test
    void nestsAsDeepAsTheTextGoes() throws ExpansionException {
        int depth = 100_000;
        String word = "${NONE:-".repeat(depth) + "x" + "}".repeat(depth);

        assertThat(lexer.expand(word, VARIABLES)).isEqualTo("x");
    }

    /** Copying the text at every level would take minutes. */
    @Test
    @Timeout(20)
    void doesNotCopyWhatIsNested() throws ExpansionException {
        int depth = 60_000;
        String text = "x".repeat(500_000);
        String word = "${NONE:-".repeat(depth) + text + "}".repeat(depth);

        assertThat(lexer.expand(word, VARIABLES)).isEqualTo(text);
    }

    @Test
    void stopsWhenVariablesGrowWithoutEnd() {
        ShellLexer poor = ShellLexer.of('\\', new ExpansionBudget(10));

        assertThatThrownBy(() -> poor.expand("$V$V", VARIABLES))
                .hasMessageContaining("exceeds the limit of 10 characters");
    }

    @Test
    void stopsWhenAPatternTakesTooLong() {
        String text = "a".repeat(10_000);

        assertThatThrownBy(() ->
                        lexer.expand("${A//" + text + "b/x}", (name, use) -> Optional.of(text)))
                .hasMessageContaining("exceeds the limit");
    }
}
