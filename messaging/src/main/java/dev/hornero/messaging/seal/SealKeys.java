// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of {@code HORNERO_SEAL_KEYS}: {@code kid=key,…}. A kid is a recipient, or a recipient, a
 * dot and anything that distinguishes its keys ({@code scanner}, {@code cluster:local.2}); a key is
 * 32 bytes in base64url. The first key of a recipient writes, all read: put a new key first, and
 * take the old one away when nothing sealed with it is left.
 */
public final class SealKeys {
    private static final int KEY_BYTES = 32;

    private final Map<String, SecretKey> keys;

    private SealKeys(Map<String, SecretKey> keys) {
        this.keys = keys;
    }

    /** Reads the setting; throws {@link IllegalArgumentException} that never contains a key. */
    public static SealKeys parse(String setting) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String entry : setting.split(",", -1)) {
            if (entry.isBlank()) {
                continue;
            }
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "HORNERO_SEAL_KEYS: entry " + (keys.size() + 1) + " is not kid=key");
            }
            String kid = entry.substring(0, equals).strip();
            if (keys.put(kid, key(kid, entry.substring(equals + 1).strip())) != null) {
                throw new IllegalArgumentException("HORNERO_SEAL_KEYS: kid " + kid + " twice");
            }
        }
        return new SealKeys(keys);
    }

    private static SecretKey key(String kid, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "HORNERO_SEAL_KEYS: the key of " + kid + " is not 32 bytes in base64url");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /** The id of the key that seals for a recipient, if this service may. */
    Optional<String> writingKid(Recipient recipient) {
        return keys.keySet().stream()
                .filter(kid ->
                        kid.equals(recipient.name()) || kid.startsWith(recipient.name() + "."))
                .findFirst();
    }

    Optional<SecretKey> key(String kid) {
        return Optional.ofNullable(keys.get(kid));
    }

    @Override
    public String toString() {
        return "SealKeys" + keys.keySet();
    }
}
