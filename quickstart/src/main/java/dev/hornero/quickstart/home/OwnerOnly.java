// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Permissions that keep other users of the machine out. */
final class OwnerOnly {

    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY =
            PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    static void directory(Path path) throws IOException {
        Files.setPosixFilePermissions(path, DIRECTORY);
    }

    /** Makes an empty file that no one else can read at any moment. */
    static void createFile(Path path) throws IOException {
        Files.deleteIfExists(path);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(FILE));
    }

    static void write(Path path, String text) throws IOException {
        createFile(path);
        Files.writeString(path, text, StandardOpenOption.WRITE);
    }
}
