// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.time.Instant;

/** The commit that a scan resolved and a build builds. */
public record Commit(String sha, String author, Instant time, String subject) {
    public Commit {
        Require.commitId(sha, "commit.sha");
        Require.present(author, "commit.author");
        Require.present(time, "commit.time");
        Require.present(subject, "commit.subject");
    }
}
