// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.test.SshGitServer;
import dev.hornero.git.GitCredential;
import dev.hornero.git.HostPolicy;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.jgit.Relay.Telling;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that are not to be reached, do not answer, send elsewhere or want to know who asks. */
class HostsIT {

    private static final HostPolicy ONE_ADDRESS =
            HostPolicy.of(Set.of("http", "https"), List.of("127.0.0.1/32"));

    @TempDir static Path root;

    private static GitServer server;

    @BeforeAll
    static void serveARepository() {
        server = GitServer.start(root, "127.0.0.1", 0, Set.of("rebinds.test"));
        server.repository("app.git")
                .commit("main", "Begin", Map.of("Dockerfile", "FROM scratch\n"));
        server.repository("app.git").configure("uploadpack.allowFilter", "true");
    }

    @AfterAll
    static void stopServing() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/x.git", "file:///etc/x.git", "ftp://example.org/x"})
    void aSchemeThatIsNotAllowedIsRefused(String url) {
        SourceException failure =
                Reading.of(url).failure(HostPolicy.publicHosts(), SourceLimits.defaults());

        assertThat(failure.reason()).isEqualTo(Reason.HOST_NOT_ALLOWED);
        assertThat(failure.sentence()).contains("HORNERO_GIT_ALLOW_SCHEMES");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/x.git",
                "https://127.0.0.1/x.git",
                "https://[::1]/x.git",
                "https://169.254.169.254/latest/meta-data",
                "git://10.0.0.1/x.git",
                "https://0.0.0.0/x.git",
                "https://[64:ff9b::7f00:1]/x.git"
            })
    void anAddressThatIsNotPublicIsRefused(String url) {
        SourceException failure =
                Reading.of(url).failure(HostPolicy.publicHosts(), SourceLimits.defaults());

        assertThat(failure.reason()).isEqualTo(Reason.HOST_NOT_ALLOWED);
        assertThat(failure.sentence()).contains("HORNERO_GIT_ALLOW_CIDRS");
        assertThat(failure.transientFailure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.1/x.git",
                "https://[::ffff:127.0.0.1]/x.git",
                "https://2130706433/x.git",
                "https://0/x.git",
                "https://[::]/x.git",
                "https://0x7f000001/x.git",
                "https://0x7f.1/x.git",
                "https://0177.0.0.1/x.git",
                "https://017700000001/x.git",
                "https://127.0.0.1./x.git",
                "https://localhost./x.git",
                "https://1.2.3.4.5/x.git",
                "https://999.1.1.1/x.git"
            })
    void aHostThatProgramsReadDifferentlyIsNotAskedFor(String url) {
        SourceException failure =
                Reading.of(url)
                        .failure(HostPolicy.publicHosts(), Limits.durations(300, 300, 5_000));

        assertThat(failure.reason()).isEqualTo(Reason.REPOSITORY_NOT_FOUND);
        assertThat(failure.sentence()).contains("is not the URL of a git repository");
    }

    @Test
    void aNameIsJudgedByEachOfItsAddresses() {
        ControlledNames.answer("both.test", List.of(List.of("127.0.0.1", "127.0.0.2")));

        SourceException failure =
                Reading.of("http://both.test:" + server.port() + "/app.git")
                        .failure(ONE_ADDRESS, SourceLimits.defaults());

        assertThat(failure.reason()).isEqualTo(Reason.HOST_NOT_ALLOWED);
        assertThat(failure.sentence()).contains("127.0.0.2");
    }

    @Test
    void theConnectionGoesToTheAddressThatWasJudged() throws Exception {
        ControlledNames.answer("rebinds.test", List.of(List.of("127.0.0.1"), List.of("127.0.0.2")));

        SourceFile file =
                Reading.of("http://rebinds.test:" + server.port() + "/app.git")
                        .read(ONE_ADDRESS, SourceLimits.defaults());

        assertThat(file.content()).isEqualTo("FROM scratch\n".getBytes(US_ASCII));
    }

    @Test
    void aNameThatMovesMeanwhileIsJudgedAgainForTheNextConnection() throws Exception {
        try (Relay closing =
                Relay.answering(exchange -> {
                    exchange.getResponseHeaders().set("Connection", "close");
                    Relay.text(
                            exchange,
                            "application/x-git-upload-pack-advertisement",
                            "000eversion 2\n0000".getBytes(US_ASCII));
                })) {
            ControlledNames.answer(
                    "moves.test", List.of(List.of("127.0.0.1"), List.of("127.0.0.2")));

            SourceException failure =
                    Reading.of(closing.uri("moves.test", "/app.git"))
                            .failure(ONE_ADDRESS, SourceLimits.defaults());

            assertThat(failure.reason()).isEqualTo(Reason.HOST_NOT_ALLOWED);
            assertThat(failure.sentence()).contains("127.0.0.2");
        }
    }

    @Test
    void anSshHostIsJudgedBeforeTheKeyIsShown() {
        GitCredential key = SshKeys.unknown(SshGitServer.newKnownHost("localhost"));

        SourceException failure =
                Reading.of("git@localhost:x.git")
                        .with(key)
                        .failure(HostPolicy.publicHosts(), SourceLimits.defaults());

        assertThat(failure.reason()).isEqualTo(Reason.HOST_NOT_ALLOWED);
    }

    @Test
    void aRedirectWithinWhatIsAllowedIsFollowed() throws Exception {
        try (Relay moved =
                Relay.answering(exchange ->
                        Relay.redirect(
                                exchange,
                                server.uri("app.git/info/refs?service=git-upload-pack")
                                        .toString()))) {
            assertThat(Reading.of(moved.uri("/old.git")).text()).isEqualTo("FROM scratch\n");
        }
    }

    @Test
    void aRedirectToAnAddressThatIsNotAllowedIsRefused() throws Exception {
        try (Relay moved =
                Relay.answering(exchange ->
                        Relay.redirect(
                                exchange,
                                "http://127.0.0.2:1/app.git/info/refs"
                                        + "?service=git-upload-pack"))) {
            SourceException failure =
                    Reading.of(moved.uri("/old.git")).failure(ONE_ADDRESS, SourceLimits.defaults());

            assertThat(failure.reason()).isEqualTo(Reason.HOST_NOT_ALLOWED);
            assertThat(failure.sentence()).contains("127.0.0.2");
        }
    }

    @Test
    void aRedirectToASchemeThatIsNotAllowedIsRefused() throws Exception {
        try (Relay moved =
                Relay.answering(exchange ->
                        Relay.redirect(
                                exchange,
                                "git://127.0.0.1/app.git/info/refs"
                                        + "?service=git-upload-pack"))) {
            SourceException failure =
                    Reading.of(moved.uri("/old.git")).failure(ONE_ADDRESS, SourceLimits.defaults());

            assertThat(failure.reason()).isEqualTo(Reason.HOST_NOT_ALLOWED);
        }
    }

    @Test
    void redirectsThatNeverEndAreGivenUp() throws Exception {
        try (Relay circle =
                Relay.answering(exchange ->
                        Relay.redirect(exchange, exchange.getRequestURI().toString()))) {
            SourceException failure = Reading.of(circle.uri("/app.git")).failure();

            assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(failure.transientFailure()).isFalse();
        }
    }

    @Test
    void aRedirectToASignInPageIsNoRepository() throws Exception {
        try (Relay signIn =
                Relay.answering(exchange -> Relay.redirect(exchange, "/users/sign_in"))) {
            assertThat(Reading.of(signIn.uri("/app.git")).failure().reason())
                    .isEqualTo(Reason.REPOSITORY_NOT_FOUND);
        }
    }

    @Test
    void anotherServerNeverSeesTheCredential() throws Exception {
        GitCredential token = new GitCredential.Token("t0ps3cret");
        try (Relay target = Relay.to(server.uri(""), Telling.EVERYTHING);
                Relay moved =
                        Relay.answering(exchange ->
                                Relay.redirect(
                                        exchange,
                                        target.uri(
                                                        "/app.git/info/refs"
                                                                + "?service=git-upload-pack")
                                                .toString()))) {
            Reading.of(moved.uri("/old.git")).with(token).read();

            assertThat(moved.authorizations())
                    .containsExactly("Basic eC1hY2Nlc3MtdG9rZW46dDBwczNjcmV0");
            assertThat(target.authorizations()).isNotEmpty().containsOnly("none");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTH_FAILED, false",
        "403, AUTH_FAILED, false",
        "404, REPOSITORY_NOT_FOUND, false",
        "429, GIT_UNREACHABLE, true",
        "500, GIT_UNREACHABLE, true",
        "503, GIT_UNREACHABLE, true",
        "400, GIT_UNREACHABLE, false"
    })
    void anHttpStatusTellsWhyAndWhetherToTryAgain(
            int status, Reason reason, boolean transientFailure) throws Exception {
        try (Relay refusing = Relay.answering(exchange -> Relay.status(exchange, status))) {
            SourceException failure = Reading.of(refusing.uri("/app.git")).failure();

            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.transientFailure()).isEqualTo(transientFailure);
        }
    }

    @Test
    void aWrongPasswordIsSaidWithoutShowingIt(@TempDir Path other) {
        try (GitServer guarded = GitServer.start(other, 0)) {
            guarded.repository("app.git");
            guarded.requireBasicAuth("ada", "right");

            SourceException failure =
                    Reading.of(guarded.uri("app.git"))
                            .with(new GitCredential.Basic("ada", "wr0ng-p4ss"))
                            .failure();

            assertThat(failure.reason()).isEqualTo(Reason.AUTH_FAILED);
            assertThat(failure.sentence()).contains("refuses the credential");
            assertThat(failure.toString()).doesNotContain("wr0ng-p4ss");
        }
    }

    @Test
    void theRightPasswordOpensARepositoryAlsoFromTheUrl(@TempDir Path other) throws Exception {
        try (GitServer guarded = GitServer.start(other, 0)) {
            guarded.repository("app.git")
                    .commit("main", "Begin", Map.of("Dockerfile", "FROM private\n"));
            guarded.requireBasicAuth("ada", "p@ss");

            assertThat(
                            Reading.of(guarded.uri("app.git"))
                                    .with(new GitCredential.Basic("ada", "p@ss"))
                                    .text())
                    .isEqualTo("FROM private\n");
            assertThat(
                            Reading.of("http://ada:p%40ss@127.0.0.1:" + guarded.port() + "/app.git")
                                    .text())
                    .isEqualTo("FROM private\n");
        }
    }

    @Test
    void aPortWhereNobodyListensIsUnreachableForNow() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        SourceException failure = Reading.of("http://127.0.0.1:" + port + "/app.git").failure();

        assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
        assertThat(failure.transientFailure()).isTrue();
    }

    @Test
    void aNameThatDoesNotExistIsUnreachable() {
        SourceException failure = Reading.of("https://no-such-host.invalid/app.git").failure();

        assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
        assertThat(failure.sentence()).contains("no-such-host.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "git", "ssh"})
    void aHostThatHangsIsGivenUpInTime(String scheme) throws Exception {
        // It accepts by its backlog and never says a word
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SourceException failure =
                    Reading.of(scheme + "://127.0.0.1:" + silent.getLocalPort() + "/app.git")
                            .with(keyFor(silent.getLocalPort()))
                            .failure(Limits.durations(300, 300, 60_000));

            assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(failure.transientFailure()).isTrue();
            // Not by the limit of the whole read
            assertThat(failure.sentence()).contains("does not answer in time");
            try (Socket left = silent.accept()) {
                left.setSoTimeout(60_000);
                assertThat(left.getInputStream().transferTo(OutputStream.nullOutputStream()))
                        .isLessThan(100_000);
            }
        }
    }

    private static GitCredential keyFor(int port) {
        return SshKeys.unknown(SshGitServer.newKnownHost("[127.0.0.1]:" + port));
    }

    @Test
    void aHostThatNeverStopsSendingIsGivenUpAtTheLimit() throws Exception {
        try (Relay trickle =
                Relay.answering(exchange -> {
                    exchange.getResponseHeaders()
                            .set("Content-Type", "application/x-git-upload-pack-advertisement");
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("000eversion 2\n".getBytes(US_ASCII));
                    // The reader hangs up, and that ends it
                    while (true) {
                        exchange.getResponseBody().write("0008abc\n".getBytes(US_ASCII));
                        exchange.getResponseBody().flush();
                    }
                })) {
            SourceException failure =
                    Reading.of(trickle.uri("/app.git")).failure(Limits.receivedBytes(100_000));

            assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        }
    }

    @Test
    void aReadThatTakesLongerThanAllowedIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SourceException failure =
                    Reading.of("http://127.0.0.1:" + silent.getLocalPort() + "/app.git")
                            .failure(Limits.durations(20_000, 20_000, 300));

            assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(failure.transientFailure()).isTrue();
        }
    }

    @Test
    void whatIsNoUrlIsSaidSo() {
        SourceException failure = Reading.of("not a url").failure();

        assertThat(failure.reason()).isEqualTo(Reason.REPOSITORY_NOT_FOUND);
        assertThat(failure.sentence()).contains("'not a url' is not the URL of a git repository");
    }
}
