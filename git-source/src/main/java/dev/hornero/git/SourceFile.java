// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One file at one commit.
 *
 * @param path as asked for, normalised: no leading {@code /}, no {@code .} or {@code ..}; where it
 *     leads through a symbolic link it is still the path that was asked for
 * @param digest {@code sha256:} and 64 hex digits, of the content
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and on the way out
public record SourceFile(
        ResolvedCommit commit, String path, byte[] content, String digest, FetchStats stats) {

    public SourceFile {
        requireNonNull(commit, "commit");
        requireNonNull(path, "path");
        content = content.clone();
        requireNonNull(digest, "digest");
        requireNonNull(stats, "stats");
    }

    /** With the digest computed from the content. */
    public static SourceFile of(
            ResolvedCommit commit, String path, byte[] content, FetchStats stats) {
        return new SourceFile(commit, path, content, digestOf(content), stats);
    }

    private static String digestOf(byte[] content) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(sha256.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceFile that
                && commit.equals(that.commit)
                && path.equals(that.path)
                && Arrays.equals(content, that.content)
                && digest.equals(that.digest)
                && stats.equals(that.stats);
    }

    @Override
    public int hashCode() {
        return Objects.hash(commit, path, digest, stats);
    }

    @Override
    public String toString() {
        return "SourceFile[commit=" + commit.sha() + ", path=" + path + ", digest=" + digest + "]";
    }
}
