// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
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
    void aPageInABrowserIsRefusedByWhateverNameItCame() throws Exception {
        try (GitServer server =
                GitServer.start(
                        directory.resolve("served"), "127.0.0.1", 0, Set.of("laptop.example"))) {
            server.repository("app.git").commit("main", "First", Map.of("a", "b"));
            String self = "127.0.0.1:" + server.port();

            assertThat(status(server, "Host: " + self)).isEqualTo(200);
            assertThat(status(server, "Host: laptop.example:" + server.port())).isEqualTo(200);
            assertThat(status(server, "Host: [::1]:" + server.port())).isEqualTo(200);
            assertThat(status(server, "Host: rebound.example:" + server.port())).isEqualTo(403);
            assertThat(status(server, "Host: 127.0.0.1.rebound.example")).isEqualTo(403);
            assertThat(status(server, "Host: " + self, "Origin: null")).isEqualTo(403);
            assertThat(status(server, "Host: " + self, "Origin: http://" + self)).isEqualTo(403);
            assertThat(status(server, "Host: " + self, "Sec-Fetch-Site: cross-site"))
                    .isEqualTo(403);
        }
    }

    private static int status(GitServer server, String... headers) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request =
                    "GET /app.git/info/refs?service=git-upload-pack HTTP/1.1\r\n"
                            + String.join("\r\n", headers)
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring(9));
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
