// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever a program does to a value of eight characters or more, no eight characters in a row of
 * what it makes of it are shown. Exceptions that cannot be helped: what everybody knows ({@code
 * https://}, the frame of a PEM file, blanks), and the asterisks of the mask itself.
 */
class ScrubberLawsTest {
    private static final int PART = 8;

    @SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
    enum Encoding {
        AS_IT_IS(value -> value),
        GO_QUOTED(ScrubberLawsTest::quoted),
        JSON(value -> quoted(value).replace("/", "\\/")),
        JSON_OF_JSON(value -> quoted(quoted(value))),
        JSON_IN_ASCII(value ->
                value.chars().mapToObj(c -> "\\u%04x".formatted(c)).collect(Collectors.joining())),
        OCTAL(value -> eachByte(value, "\\%03o")),
        HEX_ESCAPED(value -> eachByte(value, "\\x%02x")),
        FORM(value -> URLEncoder.encode(value, StandardCharsets.UTF_8)),
        PATH(value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")),
        PERCENT(value -> eachByte(value, "%%%02x")),
        PERCENT_TWICE(value -> eachByte(value, "%%25%02X")),
        FORM_IN_JSON(value -> quoted(URLEncoder.encode("\"" + value, StandardCharsets.UTF_8))),
        BASE64(value -> base64("", value, "")),
        BASE64_SECOND(value -> base64("u", value, "x")),
        BASE64_THIRD(value -> base64("u:", value, "xy")),
        BASE64_URL(value ->
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(value.getBytes(StandardCharsets.UTF_8))),
        BASE64_IN_JSON(value -> quoted(base64("u", value, "")).replace("/", "\\/")),
        BASE64_IN_A_FORM(
                value -> URLEncoder.encode(base64("u", value, ""), StandardCharsets.UTF_8)),
        HEX(value -> eachByte(value, "%02x")),
        HEX_IN_CAPITALS(value -> eachByte(value, "%02X")),
        HEX_DUMP(value -> eachByte(value, "%02x ")),
        XXD(value -> eachByte(value, "%02x").replaceAll("(.{4})", "$1 ")),
        BASH_TRACE(value -> "'" + value.replace("'", "'\\''") + "'"),
        BUSYBOX_TRACE(value -> "'" + value.replace("'", "'\"'\"'") + "'"),
        BASH_QUOTED(value -> value.replaceAll("([^A-Za-z0-9_./-])", "\\\\$1")),
        SQL(value -> "'" + value.replace("'", "''") + "'"),
        CSV(value -> "\"" + value.replace("\"", "\"\"") + "\""),
        XML(value ->
                value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;")),
        COLOURED(value -> between(value, "\u001b[1;31m")),
        TITLED(value -> between(value, "\u001b]0;title\u0007")),
        LINKED(value -> between(value, "\u001b]8;;http://x\u001b\\")),
        WITH_NULS(value -> between(value, "\0")),
        WITH_BACKSPACES(value -> between(value, "\b")),
        OVERTYPED(value -> between(value, "x\b")),
        WITH_SHIFTS(value -> between(value, "\u000e\u009b0m\u200b")),
        IN_CAPITALS(value -> inOneCase(value, true)),
        IN_SMALL_LETTERS(value -> inOneCase(value, false));

        private final UnaryOperator<String> encoder;

        Encoding(UnaryOperator<String> encoder) {
            this.encoder = encoder;
        }

        String of(String value) {
            return encoder.apply(value);
        }
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<Character> characters =
                Arbitraries.oneOf(
                        Arbitraries.chars().range(' ', '~'),
                        Arbitraries.chars().alpha(),
                        Arbitraries.chars().with("'\"\\%&+/=<>: ;$`äß€漢".toCharArray()));
        return characters
                .list()
                .ofMinSize(PART)
                .ofMaxSize(80)
                .map(list -> list.stream().map(String::valueOf).collect(Collectors.joining()))
                .filter(value -> value.strip().length() >= PART && !value.contains("********"));
    }

    @Property(tries = 3_000)
    void noPartOfAValueIsShownHoweverItIsPrinted(
            @ForAll("values") String value, @ForAll Encoding encoding) {
        String printed = encoding.of(value);

        String shown = new Scrubber(Set.of(value)).scrub("~[" + printed + "]~");

        assertShowsNothingOf(shown, value);
        assertShowsNothingOf(shown, PlainText.of(printed));
        assertThat(shown).contains(Scrubber.MASK).startsWith("~[").endsWith("]~");
    }

    @Property(tries = 2_000)
    void noPartOfAValueIsShownWhereItIsFolded(
            @ForAll("values") String value,
            @ForAll Encoding encoding,
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 5) int linesAtATime) {
        String printed = PlainText.of("k=" + encoding.of(value)).replace("\b", "");
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < printed.length(); at += width) {
            lines.add(printed.substring(at, Math.min(printed.length(), at + width)));
        }
        Scrubber.Stream stream = new Scrubber(Set.of(value)).stream();
        List<String> shown = new ArrayList<>();
        for (int at = 0; at < lines.size(); at += linesAtATime) {
            shown.addAll(
                    stream.scrub(lines.subList(at, Math.min(lines.size(), at + linesAtATime))));
        }

        assertThat(shown).hasSameSizeAs(lines);
        shown.forEach(line -> assertShowsNothingOf(line, value));
    }

    @Property
    void nothingElseIsTakenOut(
            @ForAll("values") String value, @ForAll("harmless") String harmless) {
        assertThat(new Scrubber(Set.of(value)).scrub(harmless)).isEqualTo(harmless);
    }

    /** Of characters that no value here has. */
    @Provide
    Arbitrary<String> harmless() {
        return Arbitraries.strings().withChars("éèêëœŒ§").ofMaxLength(200);
    }

    private static void assertShowsNothingOf(String shown, String secret) {
        for (int at = 0; at + PART <= secret.length(); at++) {
            String part = secret.substring(at, at + PART);
            if (!part.equals(Scrubber.MASK) && !part.isBlank()) {
                assertThat(shown).doesNotContain(part);
            }
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String inOneCase(String text, boolean capital) {
        return text.chars()
                .mapToObj(Character::toString)
                .map(c ->
                        c.charAt(0) > 127
                                ? c
                                : capital ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static String eachByte(String value, String format) {
        StringBuilder text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            text.append(format.formatted(b));
        }
        return text.toString();
    }

    private static String base64(String before, String value, String after) {
        return Base64.getEncoder()
                .encodeToString((before + value + after).getBytes(StandardCharsets.UTF_8));
    }

    private static String between(String value, String what) {
        return Arrays.stream(value.split("", -1)).collect(Collectors.joining(what));
    }
}
