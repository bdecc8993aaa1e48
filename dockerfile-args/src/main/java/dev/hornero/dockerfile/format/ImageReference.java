// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import java.util.Locale;

/**
 * Names of images, as {@code github.com/distribution/reference} normalises and takes them. Read by
 * hand: the regular expression of that library would recurse as deep as a name is long.
 */
public final class ImageReference {
    private static final String DEFAULT_DOMAIN = "docker.io";
    private static final int LONGEST_PATH = 255;
    private static final int LONGEST_TAG = 128;
    private static final int IDENTIFIER_LENGTH = 64;
    private static final int SHORTEST_DIGEST = 32;

    private ImageReference() {}

    /** Refuses what is no name of an image. */
    public static void check(String name) throws FormatException {
        if (name.length() == IDENTIFIER_LENGTH
                && name.chars().allMatch(c -> isDigit(c) || (c >= 'a' && c <= 'f'))) {
            throw new FormatException(
                    "invalid repository name ("
                            + name
                            + "), cannot specify 64-byte hexadecimal strings");
        }
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean hasDomain = slash >= 0 && isDomainLike(first);
        String domain = hasDomain ? first : DEFAULT_DOMAIN;
        if (domain.equals("index.docker.io")) {
            domain = DEFAULT_DOMAIN;
        }
        String remainder = hasDomain ? name.substring(slash + 1) : name;
        if (domain.equals(DEFAULT_DOMAIN) && remainder.indexOf('/') < 0) {
            remainder = "library/" + remainder;
        }
        int colon = remainder.indexOf(':');
        String repository = colon < 0 ? remainder : remainder.substring(0, colon);
        if (!repository.equals(repository.toLowerCase(Locale.ROOT))) {
            throw new FormatException(
                    "invalid reference format: repository name ("
                            + repository
                            + ") must be lowercase");
        }
        checkNormalized(domain + "/" + remainder);
    }

    private static boolean isDomainLike(String part) {
        return part.equals("localhost")
                || part.indexOf('.') >= 0
                || part.indexOf(':') >= 0
                || !part.equals(part.toLowerCase(Locale.ROOT));
    }

    private static void checkNormalized(String reference) throws FormatException {
        int pathLength = pathLength(reference);
        if (pathLength < 0) {
            boolean caseIsToBlame = pathLength(reference.toLowerCase(Locale.ROOT)) >= 0;
            throw new FormatException(
                    caseIsToBlame
                            ? "repository name must be lowercase"
                            : "invalid reference format");
        }
        if (pathLength > LONGEST_PATH) {
            throw new FormatException(
                    "repository name must not be more than " + LONGEST_PATH + " characters");
        }
        int at = reference.indexOf('@');
        if (at >= 0) {
            ContentDigest.check(reference.substring(at + 1));
        }
    }

    /** The length of the path in {@code [domain/]path[:tag][@digest]}; -1 when it is no such. */
    private static int pathLength(String reference) {
        int at = reference.indexOf('@');
        if (at >= 0 && !isDigest(reference.substring(at + 1))) {
            return -1;
        }
        String tagged = at < 0 ? reference : reference.substring(0, at);
        int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        if (colon >= 0 && !isTag(tagged.substring(colon + 1))) {
            return -1;
        }
        String name = colon < 0 ? tagged : tagged.substring(0, colon);
        int slash = name.indexOf('/');
        if (slash >= 0 && isDomain(name.substring(0, slash)) && isPath(name.substring(slash + 1))) {
            return name.length() - slash - 1;
        }
        return isPath(name) ? name.length() : -1;
    }

    private static boolean isTag(String tag) {
        return !tag.isEmpty()
                && tag.length() <= LONGEST_TAG
                && isWord(tag.charAt(0))
                && tag.chars().allMatch(c -> isWord(c) || c == '.' || c == '-');
    }

    private static boolean isDigest(String digest) {
        int colon = digest.indexOf(':');
        if (colon < 0 || digest.length() - colon - 1 < SHORTEST_DIGEST) {
            return false;
        }
        boolean atStart = true;
        for (int at = 0; at < colon; at++) {
            char character = digest.charAt(at);
            if ("-_+.".indexOf(character) >= 0) {
                if (atStart) {
                    return false;
                }
                atStart = true;
            } else if (isLetter(character) || (!atStart && isDigit(character))) {
                atStart = false;
            } else {
                return false;
            }
        }
        return !atStart && digest.substring(colon + 1).chars().allMatch(ImageReference::isHex);
    }

    private static boolean isDomain(String domain) {
        int portColon = domain.lastIndexOf(':');
        boolean hasPort =
                portColon >= 0
                        && portColon + 1 < domain.length()
                        && domain.substring(portColon + 1)
                                .chars()
                                .allMatch(ImageReference::isDigit);
        if (domain.startsWith("[")) {
            int end = domain.indexOf(']');
            String port = end < 0 ? "none" : domain.substring(end + 1);
            return end > 1
                    && domain.substring(1, end).chars().allMatch(c -> isHex(c) || c == ':')
                    && (port.isEmpty() || (hasPort && portColon == end + 1));
        }
        String host = hasPort ? domain.substring(0, portColon) : domain;
        boolean atStart = true;
        char before = 0;
        for (int at = 0; at < host.length(); at++) {
            char character = host.charAt(at);
            if (character == '.') {
                if (atStart || before == '-') {
                    return false;
                }
                atStart = true;
            } else if (isLetter(character)
                    || isDigit(character)
                    || (!atStart && character == '-')) {
                atStart = false;
            } else {
                return false;
            }
            before = character;
        }
        return !atStart && before != '-';
    }

    /** Lower case parts between slashes, in them {@code .}, {@code _}, {@code __} or dashes. */
    private static boolean isPath(String path) {
        boolean wordBefore = false;
        int at = 0;
        while (at < path.length()) {
            char character = path.charAt(at);
            if (isDigit(character) || (character >= 'a' && character <= 'z')) {
                wordBefore = true;
                at++;
                continue;
            }
            if (!wordBefore) {
                return false;
            }
            wordBefore = false;
            if (character == '-') {
                while (at < path.length() && path.charAt(at) == '-') {
                    at++;
                }
            } else if (character == '_') {
                at += path.startsWith("__", at) ? 2 : 1;
            } else if (character == '.' || character == '/') {
                at++;
            } else {
                return false;
            }
        }
        return wordBefore;
    }

    private static boolean isWord(int character) {
        return isLetter(character) || isDigit(character) || character == '_';
    }

    private static boolean isLetter(int character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isHex(int character) {
        return isDigit(character)
                || (character >= 'a' && character <= 'f')
                || (character >= 'A' && character <= 'F');
    }
}
