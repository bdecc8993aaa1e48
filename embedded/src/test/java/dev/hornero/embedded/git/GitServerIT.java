// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitServerIT {

    @TempDir private Path directory;

    @Test
    void aCloneHoldsWhatWasCommitted() throws Exception {
        try (GitServer server = GitServer.start(directory.resolve("served"), 0)) {
            BareRepository repository = server.repository("team/app.git");
            repository.commit("main", "First", Map.of("gone.txt", "old"));
            String second =
                    repository.commit(
                            "main",
                            "Second",
                            Map.of("Dockerfile", "FROM scratch\n", "docs/é \"q\".md", "text"));

            Git.run("clone", "--quiet", server.uri("team/app.git").toString(), cloned().toString());

            assertThat(cloned().resolve("Dockerfile")).hasContent("FROM scratch");
            assertThat(cloned().resolve("docs/é \"q\".md")).hasContent("text");
            assertThat(cloned().resolve("gone.txt")).doesNotExist();
            assertThat(Git.run("-C", cloned().toString(), "rev-parse", "HEAD").strip())
                    .isEqualTo(second);
        }
    }

    @Test
    void filtersAreRefusedUntilTheRepositoryAllowsThem() throws Exception {
        try (GitServer server = GitServer.start(directory.resolve("served"), 0)) {
            BareRepository repository = server.repository("app.git");
            repository.commit("main", "First", Map.of("Dockerfile", "FROM scratch\n"));
            String url = server.uri("app.git").toString();

            assertThat(blobsAfterFilteredClone(url, "refused")).isEqualTo(1);
            repository.configure("uploadpack.allowFilter", "true");
            assertThat(blobsAfterFilteredClone(url, "allowed")).isZero();
        }
    }

    @Test
    void whoShowsNoPasswordIsRefusedOnceOneIsRequired() {
        try (GitServer server = GitServer.start(directory.resolve("served"), 0)) {
            server.repository("app.git").commit("main", "First", Map.of("a", "b"));
            server.requireBasicAuth("ana", "s3cret");
            URI uri = server.uri("app.git");

            assertThatThrownBy(() -> Git.run("ls-remote", uri.toString()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(Git.run("ls-remote", uri.toString().replace("://", "://ana:s3cret@")))
                    .contains("refs/heads/main");
        }
    }

    @Test
    void anUnknownRepositoryIsNotFound() {
        try (GitServer server = GitServer.start(directory.resolve("served"), 0)) {
            assertThatThrownBy(() -> Git.run("ls-remote", server.uri("none.git").toString()))
                    .hasMessageContaining("not found");
        }
    }

    @Test
    void aNameCannotLeaveTheRoot() {
        try (GitServer server = GitServer.start(directory.resolve("served"), 0)) {
            assertThatThrownBy(() -> server.repository("../outside.git"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(Files.exists(directory.resolve("outside.git"))).isFalse();
        }
    }

    private long blobsAfterFilteredClone(String url, String name) {
        Path target = directory.resolve(name);
        Git.run("clone", "--quiet", "--bare", "--filter=blob:none", url, target.toString());
        return Git.run("--git-dir=" + target, "cat-file", "--batch-all-objects", "--batch-check")
                .lines()
                .filter(line -> line.contains(" blob "))
                .count();
    }

    private Path cloned() {
        return directory.resolve("clone");
    }
}
