// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.git.GitServer;
import dev.hornero.git.GitCredential;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that answer as no git host should. */
class StrangeHostsIT {

    private static final String ADVERTISEMENT =
            "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n";
    private static final String VERSION_2 = "001e# service=git-upload-pack\n0000000eversion 2\n";
    private static final int ALTERED_READS = 400;

    @TempDir static Path root;

    private static GitServer server;

    @BeforeAll
    static void serveARepository() {
        server = GitServer.start(root, 0);
        server.repository("app.git").configure("uploadpack.allowFilter", "true");
        server.repository("app.git")
                .commit("main", "Begin", Map.of("a/b/Dockerfile", "FROM scratch\n"));
    }

    @AfterAll
    static void stopServing() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                ADVERTISEMENT + "Transfer-Encoding: chunked\r\n\r\nnot hexadecimal\r\n",
                ADVERTISEMENT + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nxx",
                ADVERTISEMENT + "Transfer-Encoding: chunked\r\n\r\n-5\r\nxxxxx",
                ADVERTISEMENT + "Content-Length: -1\r\n\r\n",
                ADVERTISEMENT + "Content-Length: 99999999999999999999\r\n\r\n",
                ADVERTISEMENT + "Content-Length: 5\r\n\r\n" + VERSION_2 + "0000",
                ADVERTISEMENT + "\r\n" + VERSION_2,
                ADVERTISEMENT + "\r\n" + VERSION_2 + "0000",
                ADVERTISEMENT + "\r\n" + VERSION_2 + "fffffetch=filter",
                ADVERTISEMENT + "\r\n001e# service=git-upload-pack\n00000012no refs at all",
                ADVERTISEMENT + "\r\n0003"
            })
    void whatIsNoAnswerOfAGitServerIsSaidToBeNone(String answer) throws Exception {
        try (RawServer strange = RawServer.saying(answer.getBytes(ISO_8859_1))) {
            assertThat(Reading.of(strange.url("http")).failure().reason())
                    .isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(Reading.of(strange.url("git")).failure().reason())
                    .isEqualTo(Reason.GIT_UNREACHABLE);
        }
    }

    @Test
    void headersThatNeverEndAreGivenUp() throws Exception {
        String endless = ADVERTISEMENT + "X: y\r\n".repeat(10_000);
        try (RawServer strange = RawServer.saying(endless.getBytes(ISO_8859_1))) {
            SourceException failure = Reading.of(strange.url("http")).failure();

            assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(failure.sentence()).contains("too many HTTP headers");
        }
    }

    @Test
    void whatIsCompressedThoughNobodyAskedIsNotUnpacked() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes((ADVERTISEMENT + "Content-Encoding: gzip\r\n\r\n").getBytes(ISO_8859_1));
        try (GZIPOutputStream packed = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 64; i++) {
                packed.write(new byte[1024 * 1024]);
            }
        }
        try (RawServer strange = RawServer.saying(bomb.toByteArray())) {
            assertThat(Reading.of(strange.url("http")).failure().reason())
                    .isEqualTo(Reason.GIT_UNREACHABLE);
        }
    }

    @Test
    void aHostThatAsksToBeLeftAloneSaysForHowLong() throws Exception {
        try (Relay busy =
                Relay.answering(exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "7");
                    Relay.status(exchange, 429);
                })) {
            SourceException failure = Reading.of(busy.uri("/app.git")).failure();

            assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(failure.transientFailure()).isTrue();
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void aHostThatRepeatsTheCredentialIsNotQuoted() throws Exception {
        GitCredential token = new GitCredential.Token("t0ps3cret");
        try (Relay gossip =
                Relay.answering(exchange -> {
                    String header = exchange.getRequestHeaders().getFirst("Authorization");
                    String pair = header.substring("Basic ".length());
                    String said =
                            "ERR no "
                                    + pair
                                    + " or "
                                    + new String(Base64.getDecoder().decode(pair), UTF_8)
                                    + " here";
                    Relay.text(
                            exchange,
                            "application/x-git-upload-pack-advertisement",
                            "%04x%s".formatted(said.length() + 4, said).getBytes(UTF_8));
                })) {
            SourceException failure = Reading.of(gossip.uri("/app.git")).with(token).failure();

            assertThat(failure.sentence()).contains("no … or x-access-token:… here");
            assertThat(failure).hasNoCause();
        }
    }

    @Test
    void aHostThatSendsToANameMadeOfTheCredentialIsNotQuoted() throws Exception {
        GitCredential token = new GitCredential.Token("T0ps3cret");
        try (Relay gossip =
                Relay.answering(exchange ->
                        Relay.redirect(
                                exchange,
                                "http://T0ps3cret.invalid/app.git/info/refs"
                                        + "?service=git-upload-pack"))) {
            SourceException failure = Reading.of(gossip.uri("/app.git")).with(token).failure();

            assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(failure.sentence()).contains("…").doesNotContainIgnoringCase("t0ps3cret");
        }
    }

    @Test
    void alteredAnswersGiveTheFileOrAReasonAndNeverAnotherFile() throws Exception {
        Random random = new Random(11);
        try (Relay altering =
                Relay.replaying(
                        server.uri(""),
                        answer -> {
                            byte[] altered = answer.clone();
                            if (random.nextInt(3) == 0) {
                                altered[random.nextInt(altered.length)] = (byte) random.nextInt();
                            }
                            return altered;
                        })) {
            Reading reading = Reading.of(altering.uri("/app.git")).path("a/b/Dockerfile");
            int read = 0;
            for (int i = 0; i < ALTERED_READS; i++) {
                try {
                    SourceFile file = reading.read(Limits.durations(5_000, 5_000, 10_000));
                    assertThat(file.content()).isEqualTo("FROM scratch\n".getBytes(UTF_8));
                    read++;
                } catch (SourceException e) {
                    assertThat(e.reason()).isNotNull();
                    assertThat(e.getCause() instanceof RuntimeException).as(e.toString()).isFalse();
                }
            }
            assertThat(read).isBetween(1, ALTERED_READS - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "git"})
    void whatAServerSaysItCanDoHasItsLimit(String scheme) throws Exception {
        StringBuilder endless =
                new StringBuilder(scheme.equals("http") ? ADVERTISEMENT + "\r\n" : "")
                        .append(VERSION_2);
        for (int i = 0; i < 5; i++) {
            endless.append("ff04").append("%05d".formatted(i)).append("x".repeat(0xff04 - 9));
        }
        try (RawServer strange = RawServer.saying(endless.toString().getBytes(ISO_8859_1))) {
            SourceException failure = Reading.of(strange.url(scheme)).failure();

            assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
            assertThat(failure.sentence()).contains("says more of itself");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "git"})
    void aHostThatDripsIsGivenUpWithItsConnection(String scheme) throws Exception {
        try (RawServer dripping = RawServer.dripping()) {
            SourceException failure =
                    Reading.of(dripping.url(scheme)).failure(Limits.durations(9_000, 9_000, 1_000));

            assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(failure.transientFailure()).isTrue();
            assertThat(failure.sentence()).contains("did not answer within 1 s");
            await().atMost(Duration.ofSeconds(60)).until(dripping::isLeft);
        }
    }
}
