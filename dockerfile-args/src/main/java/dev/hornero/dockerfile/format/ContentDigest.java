// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import java.util.Map;

/** Digests such as {@code sha256:…}, as {@code go-digest} takes them. */
public final class ContentDigest {
    private static final Map<String, Integer> HEX_LENGTHS =
            Map.of("sha256", 64, "sha384", 96, "sha512", 128);

    private ContentDigest() {}

    /** Refuses what is no digest of a known algorithm. */
    public static void check(String text) throws FormatException {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon + 1 == text.length()) {
            throw new FormatException("invalid checksum digest format");
        }
        String encoded = text.substring(colon + 1);
        Integer length = HEX_LENGTHS.get(text.substring(0, colon));
        if (length == null) {
            throw new FormatException(
                    isWellFormed(text.substring(0, colon), encoded)
                            ? "unsupported digest algorithm"
                            : "invalid checksum digest format");
        }
        if (encoded.length() != length) {
            throw new FormatException("invalid checksum digest length");
        }
        if (!encoded.chars().allMatch(ContentDigest::isLowerHex)) {
            throw new FormatException("invalid checksum digest format");
        }
    }

    private static boolean isWellFormed(String algorithm, String encoded) {
        boolean separated = true;
        for (int at = 0; at < algorithm.length(); at++) {
            char character = algorithm.charAt(at);
            boolean separator = "+._-".indexOf(character) >= 0;
            if (separator ? separated : !isLowerOrDigit(character)) {
                return false;
            }
            separated = separator;
        }
        return !separated
                && encoded.chars()
                        .allMatch(character ->
                                isLowerOrDigit(character)
                                        || (character >= 'A' && character <= 'Z')
                                        || "=_-".indexOf(character) >= 0);
    }

    private static boolean isLowerHex(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }

    private static boolean isLowerOrDigit(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z');
    }
}
