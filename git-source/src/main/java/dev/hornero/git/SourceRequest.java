// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which file of which repository, at which commit. The URL and the paths are what a user typed:
 * what is wrong with them is the {@link SourceException} of the read, never an exception here.
 *
 * @param branch a branch or tag by its short name, or a full ref name; absent means the remote's
 *     default branch
 * @param commit a commit id that wins over the branch; abbreviated only where it begins the id of a
 *     branch's or a tag's tip
 * @param path of the file in the repository; a leading {@code /} or {@code ./} means nothing
 * @param context a directory that has to be there too; absent where none is asked for
 */
public record SourceRequest(
        String url,
        Optional<String> branch,
        Optional<String> commit,
        String path,
        Optional<String> context,
        Optional<GitCredential> credential) {

    public SourceRequest {
        requireNonNull(url, "url");
        branch = branch.map(String::strip).filter(name -> !name.isEmpty());
        commit = commit.map(String::strip).filter(id -> !id.isEmpty());
        requireNonNull(path, "path");
        requireNonNull(context, "context");
        requireNonNull(credential, "credential");
    }

    /** The URL may carry a password, so only its public form is shown. */
    @Override
    public String toString() {
        return "SourceRequest[url="
                + RepositoryUrl.redact(url)
                + ", branch="
                + branch
                + ", commit="
                + commit
                + ", path="
                + path
                + ", context="
                + context
                + ", credential="
                + credential
                + "]";
    }
}
