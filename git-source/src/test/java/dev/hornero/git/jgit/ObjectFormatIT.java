// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.test.GitDaemon;
import dev.hornero.embedded.test.SshGitServer;
import dev.hornero.embedded.test.SshGitServer.HostKey;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository that git made with {@code --object-format=sha256}, over each transport. */
class ObjectFormatIT {

    @TempDir Path root;

    @BeforeEach
    void makeTwoRepositories() throws IOException, InterruptedException {
        Path work = Files.createDirectories(root.resolve("work"));
        git("init", "--quiet", "--object-format=sha256", "--initial-branch=main", work.toString());
        Files.writeString(work.resolve("Dockerfile"), "FROM scratch\n");
        git("-C", work.toString(), "add", ".");
        git("-C", work.toString(), "commit", "--quiet", "--message=Begin");
        git("-C", work.toString(), "tag", "--annotate", "--message=one", "v1");
        git("clone", "--quiet", "--bare", work.toString(), root.resolve("app.git").toString());
        git("init", "--quiet", "--bare", "--object-format=sha256", at("empty.git").toString());
    }

    private Path at(String name) {
        return root.resolve(name);
    }

    private static String git(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private static void saysSo(SourceException failure) {
        assertThat(failure.sentence())
                .endsWith(
                        "The repository uses SHA-256 object ids, which Hornero does not read yet.");
        assertThat(failure.reason()).isEqualTo(Reason.OBJECT_FORMAT_UNSUPPORTED);
        assertThat(failure.transientFailure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.git", "empty.git"})
    void isSaidOverHttp(String name) {
        try (GitServer server = GitServer.start(root, 0)) {
            saysSo(Reading.of(server.uri(name)).failure());
            saysSo(Reading.of(server.uri(name)).branch("v1").failure());
        }
    }

    @Test
    void isSaidWhenTheCommitIsGivenByItsId() throws Exception {
        String commit = git("-C", at("app.git").toString(), "rev-parse", "main");
        try (GitServer server = GitServer.start(root, 0)) {
            assertThat(commit).hasSize(64);
            saysSo(Reading.of(server.uri("app.git")).commit(commit).failure());
        }
    }

    /** Of an empty one the server lists nothing, so nothing can be known. */
    @Test
    void isSaidInVersion0OfTheProtocol() throws Exception {
        try (GitServer server = GitServer.start(root, 0);
                Relay old = Relay.to(server.uri(""), Relay.Telling.NO_PROTOCOL_VERSION)) {
            saysSo(Reading.of(old.uri("/app.git")).failure());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.git", "empty.git"})
    void isSaidByGitDaemon(String name) throws Exception {
        try (GitDaemon daemon = GitDaemon.start(root)) {
            saysSo(Reading.of("git://127.0.0.1:" + daemon.port() + "/" + name).failure());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isSaidOverSsh(boolean passesVersion) throws Exception {
        try (SshGitServer server = SshGitServer.start(root, HostKey.ED25519, passesVersion)) {
            saysSo(Reading.of(server.url("app.git")).with(SshKeys.of(server)).failure());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.git", "empty.git"})
    void isSaidOfADirectoryOfThisMachine(String name) {
        saysSo(Reading.of(at(name).toUri()).failure());
    }
}
