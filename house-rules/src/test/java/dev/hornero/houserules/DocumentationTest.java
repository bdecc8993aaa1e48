// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(DOCS);
                Stream<Path> root = Files.list(ROOT)) {
            return Stream.concat(docs, root)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        var broken = new ArrayList<String>();
        Matcher link = LINK.matcher(withoutCode(Files.readString(page)));
        while (link.find()) {
            if (!link.group(1).matches("(https?|mailto):.*") && !leads(page, link.group(1))) {
                broken.add(link.group(1));
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void theMapHasEveryPage() throws IOException {
        Path map = DOCS.resolve("README.md");
        var linked = new ArrayList<Path>(List.of(map.normalize()));
        Matcher link = LINK.matcher(Files.readString(map));
        while (link.find()) {
            linked.add(DOCS.resolve(link.group(1).replaceAll("#.*", "")).normalize());
        }

        assertThat(linked)
                .containsAll(
                        pages().stream()
                                .filter(page -> page.startsWith(DOCS))
                                .map(Path::normalize)
                                .toList());
    }

    private static boolean leads(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(file) && (parts.length == 1 || headings(file).contains(parts[1]));
    }

    /** As the anchors that GitHub gives them. */
    private static List<String> headings(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.matches("#+ .*"))
                    .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                    .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutCode(String text) {
        return text.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
    }
}
