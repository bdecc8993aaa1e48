// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import dev.hornero.dockerfile.text.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the query of a git repository's address asks for, checked as {@code ParseGitRef} of BuildKit
 * does.
 *
 * @param keepGitDir absent when the query does not say
 * @param checksum of the commit, empty when the query names none
 */
public record GitQuery(Optional<Boolean> keepGitDir, String checksum) {
    private static final Set<String> SWITCHES =
            Set.of("submodules", "keep-git-dir", "fetch-by-commit");
    private static final Set<String> TEXTS =
            Set.of("ref", "tag", "branch", "subdir", "checksum", "commit", "mtime");

    /** Of an address that {@link SourceAddress} takes for a git repository's. */
    public static GitQuery of(String address) throws FormatException {
        int hash = address.indexOf('#');
        String beforeFragment = hash < 0 ? address : address.substring(0, hash);
        int mark = beforeFragment.indexOf('?');
        if (mark < 0) {
            return new GitQuery(Optional.empty(), "");
        }
        String fragment = hash < 0 ? "" : address.substring(hash + 1);
        return of(values(beforeFragment.substring(mark + 1)), fragment);
    }

    private static GitQuery of(Map<String, List<String>> query, String fragment)
            throws FormatException {
        Optional<Boolean> keepGitDir = Optional.empty();
        for (Map.Entry<String, List<String>> entry : query.entrySet()) {
            String key = entry.getKey();
            String value = onlyValue(key, entry.getValue());
            if (SWITCHES.contains(key)) {
                boolean on = value.isEmpty() || truth(key, value);
                if (key.equals("keep-git-dir")) {
                    keepGitDir = Optional.of(on);
                }
            } else if (!TEXTS.contains(key)) {
                throw new FormatException("unexpected query " + Quoted.of(key));
            } else if (key.equals("mtime") && !Set.of("checkout", "commit").contains(value)) {
                throw new FormatException(
                        "invalid mtime value: %s (must be \"checkout\" or \"commit\")"
                                .formatted(Quoted.of(value)));
            }
        }
        int colon = fragment.indexOf(':');
        requireSame("ref", reference(query), colon < 0 ? fragment : fragment.substring(0, colon));
        requireSame("subdir", first(query, "subdir"), directory(fragment));
        String checksum = first(query, "checksum");
        return new GitQuery(keepGitDir, checksum.isEmpty() ? first(query, "commit") : checksum);
    }

    private static String onlyValue(String key, List<String> values) throws FormatException {
        if (values.size() > 1) {
            throw new FormatException("query " + Quoted.of(key) + " has multiple values");
        }
        String value = values.getFirst();
        if (value.isEmpty() && !SWITCHES.contains(key)) {
            throw new FormatException("query " + Quoted.of(key) + " has no value");
        }
        return value;
    }

    private static boolean truth(String key, String value) throws FormatException {
        try {
            return Numbers.truth(value);
        } catch (FormatException e) {
            throw new FormatException("invalid " + key + " value: " + Quoted.of(value));
        }
    }

    /** The reference that is fetched, where the query says one. */
    private static String reference(Map<String, List<String>> query) throws FormatException {
        String reference = first(query, "ref");
        String tag = withPrefix("refs/tags/", first(query, "tag"));
        String branch = withPrefix("refs/heads/", first(query, "branch"));
        requireSame("ref", tag, reference);
        if (!tag.isEmpty() && !branch.isEmpty()) {
            throw new FormatException("branch conflicts with tag");
        }
        requireSame("ref", branch, reference);
        return !tag.isEmpty() ? tag : !branch.isEmpty() ? branch : reference;
    }

    private static String withPrefix(String prefix, String name) {
        return name.isEmpty() || name.startsWith(prefix) ? name : prefix + name;
    }

    private static void requireSame(String what, String asked, String known)
            throws FormatException {
        if (!asked.isEmpty() && !known.isEmpty() && !asked.equals(known)) {
            throw new FormatException(
                    "%s conflicts: %s vs %s".formatted(what, Quoted.of(known), Quoted.of(asked)));
        }
    }

    /** Of a fragment {@code reference:directory}. */
    private static String directory(String fragment) {
        int colon = fragment.indexOf(':');
        List<String> segments = new ArrayList<>();
        for (String segment :
                colon < 0 ? new String[0] : fragment.substring(colon + 1).split("/", -1)) {
            if (segment.equals("..") && !segments.isEmpty()) {
                segments.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }

    private static String first(Map<String, List<String>> query, String key) {
        return query.getOrDefault(key, List.of("")).getFirst();
    }

    /** As Go's {@code url.Query}: pairs that are badly written are left out. */
    private static Map<String, List<String>> values(String query) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty() || pair.contains(";")) {
                continue;
            }
            int equals = pair.indexOf('=');
            Optional<String> key = unescaped(equals < 0 ? pair : pair.substring(0, equals));
            Optional<String> value = unescaped(equals < 0 ? "" : pair.substring(equals + 1));
            if (key.isPresent() && value.isPresent()) {
                values.computeIfAbsent(key.get(), first -> new ArrayList<>()).add(value.get());
            }
        }
        return values;
    }

    private static Optional<String> unescaped(String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[source.length];
        int length = 0;
        for (int at = 0; at < source.length; at++) {
            if (source[at] == '+') {
                bytes[length++] = ' ';
            } else if (source[at] == '%') {
                int high = at + 1 < source.length ? Character.digit(source[at + 1], 16) : -1;
                int low = at + 2 < source.length ? Character.digit(source[at + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes[length++] = (byte) ((high << 4) | low);
                at += 2;
            } else {
                bytes[length++] = source[at];
            }
        }
        return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
}
