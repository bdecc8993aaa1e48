// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Require;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A Dockerfile as it was read, so that the owner of the values can evaluate it with them.
 *
 * @param gzip whether its bytes are compressed, which they are where that makes them fewer
 * @param base64 the bytes
 */
public record DockerfileContent(boolean gzip, String base64) {
    public DockerfileContent {
        Require.present(base64, "dockerfile.base64");
        try {
            Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dockerfile.base64 is not base64", e);
        }
    }

    /** The content of a file. */
    public static DockerfileContent of(byte[] file) {
        byte[] compressed = compressed(file);
        boolean gzip = compressed.length < file.length;
        return new DockerfileContent(
                gzip, Base64.getEncoder().encodeToString(gzip ? compressed : file));
    }

    /**
     * The bytes of the file.
     *
     * @param limit the most that are read
     * @throws IllegalArgumentException if there are more, or they are no gzip although they should
     */
    public byte[] bytes(int limit) {
        byte[] kept = Base64.getDecoder().decode(base64);
        byte[] file = gzip ? decompressed(kept, limit) : kept;
        if (file.length > limit) {
            throw new IllegalArgumentException("dockerfile is larger than " + limit + " bytes");
        }
        return file;
    }

    private static byte[] compressed(byte[] file) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return compressed.toByteArray();
    }

    private static byte[] decompressed(byte[] kept, int limit) {
        try (GZIPInputStream file = new GZIPInputStream(new ByteArrayInputStream(kept))) {
            return file.readNBytes(limit + 1);
        } catch (IOException e) {
            throw new IllegalArgumentException("dockerfile is not gzip", e);
        }
    }
}
