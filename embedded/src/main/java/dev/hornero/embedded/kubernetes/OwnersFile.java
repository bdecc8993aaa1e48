// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secrets of a cluster, in files that only their owner reads. */
final class OwnersFile {

    private static final int TOKEN_BYTES = 32;

    private OwnersFile() {}

    /** The token that the file holds; a random one is made where there is no file. */
    static String token(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(bytes);
            write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return Files.readString(file).strip();
    }

    /** Puts the text in the place of what was there, at once. */
    static void write(Path file, String text) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path draft = absolute.resolveSibling(absolute.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE);
    }
}
