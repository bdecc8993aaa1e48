// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.test.SshGitServer;
import dev.hornero.embedded.test.SshGitServer.HostKey;
import dev.hornero.git.GitCredential;
import dev.hornero.git.ReadObserver;
import dev.hornero.git.RepositoryPath;
import dev.hornero.git.RepositoryUrl;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshIT {

    @TempDir Path root;

    private SshGitServer server;
    private String first;

    @BeforeEach
    void serveARepository() throws Exception {
        BareRepository repository = BareRepository.openOrCreate(root.resolve("app.git"), "main");
        repository.configure("uploadpack.allowFilter", "true");
        first = repository.commit("main", "Begin", Map.of("a/b/Dockerfile", "FROM one\n"));
        repository.commit("main", "Change", Map.of("a/b/Dockerfile", "FROM two\n"));
        server = SshGitServer.start(root);
    }

    @AfterEach
    void stopServing() throws Exception {
        server.close();
    }

    private Reading app() {
        return Reading.of(server.url("app.git")).path("a/b/Dockerfile");
    }

    @Test
    void oneSessionServesAllFetches() throws Exception {
        SourceFile file = app().with(SshKeys.of(server)).commit(first).read();

        assertThat(new String(file.content(), UTF_8)).isEqualTo("FROM one\n");
        // The root, the two directories together, the file
        assertThat(file.stats().fetches()).isEqualTo(3);
        assertThat(file.stats().bytesReceived()).isBetween(100L, 5_000L);
    }

    @Test
    void anEncryptedKeyIsOpenedByItsPassphrase() throws Exception {
        GitCredential encrypted =
                new GitCredential.SshKey(
                        server.key("open sesame"), Optional.of("open sesame"), server.knownHosts());

        assertThat(app().with(encrypted).text()).isEqualTo("FROM two\n");
    }

    @Test
    void aWrongPassphraseIsSaidWithoutShowingIt() {
        GitCredential wrong =
                new GitCredential.SshKey(
                        SshGitServer.newKey("right"), Optional.of("wr0ng"), server.knownHosts());

        SourceException failure = app().with(wrong).failure();

        assertThat(failure.reason()).isEqualTo(Reason.AUTH_FAILED);
        assertThat(failure.sentence()).contains("passphrase").doesNotContain("wr0ng");
    }

    @Test
    void anEncryptedKeyWithoutItsPassphraseIsSaid() {
        GitCredential locked =
                new GitCredential.SshKey(
                        SshGitServer.newKey("right"), Optional.empty(), server.knownHosts());

        SourceException failure = app().with(locked).failure();

        assertThat(failure.reason()).isEqualTo(Reason.AUTH_FAILED);
    }

    @Test
    void aKeyThatTheServerDoesNotKnowIsRefused() {
        SourceException failure = app().with(SshKeys.unknown(server.knownHosts())).failure();

        assertThat(failure.reason()).isEqualTo(Reason.AUTH_FAILED);
        assertThat(failure.sentence()).contains("refuses the key");
        assertThat(failure.transientFailure()).isFalse();
    }

    @Test
    void aServerThatShowsAnotherKeyGetsNothing() {
        SourceException failure =
                app().with(SshKeys.knowing(server.outdatedKnownHosts(), server)).failure();

        assertThat(failure.reason()).isEqualTo(Reason.AUTH_FAILED);
        assertThat(failure.sentence()).contains("another key");
    }

    @Test
    void aServerThatNobodyVouchesForGetsNothing() {
        SourceException failure =
                app().with(SshKeys.knowing("github.com ssh-rsa AAAA", server)).failure();

        assertThat(failure.reason()).isEqualTo(Reason.AUTH_FAILED);
        assertThat(failure.sentence()).contains("ssh-keyscan");
    }

    @Test
    void withoutAKeyNothingIsTried() {
        assertThat(app().failure().reason()).isEqualTo(Reason.AUTH_FAILED);
    }

    @Test
    void aMissingRepositoryIsNotFound() {
        SourceException failure =
                Reading.of(server.url("none.git")).with(SshKeys.of(server)).failure();

        assertThat(failure.reason()).isEqualTo(Reason.REPOSITORY_NOT_FOUND);
    }

    @Test
    void aServerThatIsNotToldOfVersion2IsReadAsWell() throws Exception {
        try (SshGitServer old = SshGitServer.start(root, HostKey.NONE_BUT_RSA, false)) {
            assertThat(
                            Reading.of(old.url("app.git"))
                                    .path("a/b/Dockerfile")
                                    .with(SshKeys.of(old))
                                    .text())
                    .isEqualTo("FROM two\n");
        }
    }

    @Test
    void ofALongComplaintTheBeginningIsTold() throws Exception {
        server.runs("echo Permission denied >&2; yes or so | head -c 20000000 >&2; exit 1");

        SourceException failure = app().with(SshKeys.of(server)).failure();

        assertThat(failure.reason()).isEqualTo(Reason.AUTH_FAILED);
        assertThat(failure.sentence()).contains("It says: Permission denied or so");
    }

    @Test
    void aServerThatHangsAfterItsGreetingIsGivenUpWithTheSession() {
        server.runs("exec cat");

        SourceException failure =
                app().with(SshKeys.of(server)).failure(Limits.durations(20_000, 500, 60_000));

        assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
        assertThat(failure.transientFailure()).isTrue();
        await().atMost(Duration.ofSeconds(60)).until(() -> server.sessions() == 0);
    }

    @Test
    void theSettingsOfWhoeverRunsThisMeanNothing(@TempDir Path home, @TempDir Path programs)
            throws Exception {
        Path told = home.resolve("told");
        Files.writeString(
                home.resolve(".gitconfig"),
                """
                [transfer]
                    hideRefs = refs/
                [uploadpack]
                    hideRefs = refs/
                [url "http://127.0.0.1:1/"]
                    insteadOf = http://
                    insteadOf = ssh://
                [http]
                    proxy = http://127.0.0.1:1
                    sslVerify = false
                [credential]
                    helper = "!touch %s"
                """
                        .formatted(told));
        Files.createDirectory(home.resolve(".ssh"));
        Files.writeString(
                home.resolve(".ssh/config"), "Host *\n  ProxyCommand touch %s\n".formatted(told));
        Path git = programs.resolve("git");
        Files.writeString(git, "#!/bin/sh\necho \"$@\" >>" + told + "\n");
        assertThat(git.toFile().setExecutable(true)).isTrue();
        Path key = Files.writeString(home.resolve("key"), server.key());
        Path known = Files.writeString(home.resolve("known"), server.knownHosts());

        String output;
        try (GitServer http = GitServer.start(root, 0)) {
            http.repository("web.git").commit("main", "Begin", Map.of("Dockerfile", "FROM web\n"));
            output =
                    ReadApart.output(
                            home,
                            programs,
                            List.of(
                                    key.toString(),
                                    known.toString(),
                                    http.uri("web.git").toString(),
                                    server.url("web.git"),
                                    root.resolve("web.git").toUri().toString()));
        }

        assertThat(output).isEqualTo("FROM web\nFROM web\nFROM web\n");
        assertThat(Files.exists(told) ? Files.readString(told) : "").isEmpty();
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(".gitconfig", ".ssh", "key", "known");
        }
    }

    /** The short form names no port, and a test has none but a free one: so it is put in. */
    @Test
    void theShortFormIsReadFromTheHomeOfItsUser() throws Exception {
        RepositoryUrl shortForm = RepositoryUrl.parse("git@127.0.0.1:app.git");
        RepositoryUrl url =
                new RepositoryUrl(
                        shortForm.scheme(),
                        shortForm.host(),
                        server.port(),
                        shortForm.path(),
                        shortForm.user(),
                        shortForm.embedded());
        SourceLimits limits = SourceLimits.defaults();
        Meter meter = new Meter(limits.receivedBytes());
        RepositoryPath path = RepositoryPath.parse("a/b/Dockerfile").orElseThrow();
        try (SshSessions sessions = new SshSessions(limits);
                Wire wire =
                        new StreamWire(
                                new SshConnector(
                                        url,
                                        Optional.of(SshKeys.of(server)),
                                        new CheckedHosts(Reading.THIS_MACHINE),
                                        sessions),
                                meter)) {
            SourceFile file =
                    new OneRead(
                                    wire,
                                    url,
                                    path,
                                    path.parent(),
                                    limits,
                                    meter,
                                    Memory.besides(limits.heldBytes()),
                                    ReadObserver.NONE)
                            .run(app().request());

            assertThat(file.content()).asString(UTF_8).isEqualTo("FROM two\n");
        }
    }
}
