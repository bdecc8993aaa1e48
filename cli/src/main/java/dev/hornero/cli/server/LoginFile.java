// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file that keeps a login; only its owner can read it. */
public final class LoginFile {
    private final Path path;

    public LoginFile(Path path) {
        this.path = requireNonNull(path, "path");
    }

    /** Empty before the first login. */
    public Optional<Login> read() {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readString(path), Login.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    path + " is not what 'hornero login' writes: log in again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** Replaces what was kept. */
    public void write(Login login) {
        Path directory = requireNonNull(path.toAbsolutePath().getParent());
        try {
            Files.createDirectories(directory);
            // Born with its mode: no one else can read it at any time
            Path draft = Files.createTempFile(directory, "login", ".json", ownerOnly(directory));
            Files.writeString(draft, Json.indented(Json.tree(login)));
            Files.move(
                    draft,
                    path,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    public Path path() {
        return path;
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
