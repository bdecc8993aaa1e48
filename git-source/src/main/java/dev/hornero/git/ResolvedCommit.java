// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The commit a branch, tag or id stood for when it was asked.
 *
 * @param sha 40 hex digits
 * @param author the author's name, without the address
 * @param time when it was committed
 * @param subject the first line of its message
 */
public record ResolvedCommit(String sha, String author, Instant time, String subject) {

    public ResolvedCommit {
        requireNonNull(sha, "sha");
        requireNonNull(author, "author");
        requireNonNull(time, "time");
        requireNonNull(subject, "subject");
    }
}
