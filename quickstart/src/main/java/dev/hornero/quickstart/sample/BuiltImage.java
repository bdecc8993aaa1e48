// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.sample;

/**
 * What a build made.
 *
 * @param reference as it can be pulled
 * @param digest {@code sha256:…}, of the manifest
 */
public record BuiltImage(int build, String reference, String digest) {

    public BuiltImage {
        if (reference.isBlank() || !digest.matches("sha256:[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a build that succeeded has an image and a digest, these are \"%s\" and \"%s\""
                            .formatted(reference, digest));
        }
    }
}
