// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.messaging.Sha256;
import java.util.regex.Pattern;

/**
 * The path of a ProjectEnv's image in a registry: its name, where every registry takes it. ECR
 * takes no two separators in a row, and the whole reference has 255 characters at most; such a name
 * is shortened and made unique by a hash.
 */
final class ImageRepository {
    private static final int LONGEST = 100;
    private static final int HASH_DIGITS = 8;
    private static final Pattern TAKEN_EVERYWHERE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern SEPARATORS = Pattern.compile("-+");

    private ImageRepository() {}

    static String of(String projectEnv) {
        if (projectEnv.length() <= LONGEST && TAKEN_EVERYWHERE.matcher(projectEnv).matches()) {
            return projectEnv;
        }
        String plain = SEPARATORS.matcher(projectEnv).replaceAll("-");
        String start = plain.substring(0, Math.min(plain.length(), LONGEST - HASH_DIGITS - 1));
        String joined = start.endsWith("-") ? start : start + "-";
        return joined + hash(projectEnv);
    }

    private static String hash(String text) {
        return Sha256.hex(text).substring(0, HASH_DIGITS);
    }
}
