// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest under which an API key is known. Keys are random and long, so a plain SHA-256 cannot
 * be turned back, and the time of a lookup reveals nothing about a near miss.
 */
public final class ApiKeyDigest {
    private ApiKeyDigest() {}

    /** SHA-256 of the key's UTF-8 bytes in lower-case hexadecimal. */
    public static String of(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Compares two digests in a time that does not depend on where they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
