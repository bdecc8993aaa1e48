// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.events.AcceptedBuild;
import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Image;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.Sealed;
import dev.hornero.events.Source;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.events.scan.ScanFailureReason;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.messaging.seal.GitCredential.Basic;
import dev.hornero.messaging.seal.GitCredential.SshKey;
import dev.hornero.messaging.seal.GitCredential.Token;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.SealKeys;
import dev.hornero.messaging.seal.Seals;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each reason for which a scan fails, made by a real git server. */
@QuarkusTest
@TestProfile(ScanReasonsIT.WithAKey.class)
@QuarkusTestResource(KafkaTestResource.class)
class ScanReasonsIT {
    private static final String KEY = "scanner=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";
    private static final ProjectEnvId PROJECT_ENV = new ProjectEnvId(UUID.randomUUID());

    @TempDir Path root;

    @Inject Scan scan;
    @Inject Tracer tracer;
    @Inject EndedSpans spans;
    @Inject MeterRegistry meters;

    private GitServer server;
    private String repository;

    @BeforeEach
    void serveARepository() {
        server = GitServer.start(root, 0);
        repository = server.uri("app.git").toString();
        server.repository("app.git")
                .commitBytes(
                        "main",
                        "Begin",
                        Map.of(
                                "Dockerfile",
                                "FROM scratch\n".getBytes(UTF_8),
                                "broken/Dockerfile",
                                "FROM scratch\nRUNN x\n".getBytes(UTF_8),
                                "wide/Dockerfile",
                                "FROM scratch\n".getBytes(UTF_16),
                                "binary/Dockerfile",
                                new byte[] {0x7f, 'E', 'L', 'F', 0, 1, 2, (byte) 0xff},
                                "large/Dockerfile",
                                "#".repeat(1_100_000).getBytes(UTF_8)));
    }

    @AfterEach
    void stopServing() {
        server.close();
    }

    @Test
    void aRepositoryThatIsNotThere() throws Exception {
        assertThat(reasonOf(source(server.uri("none.git").toString(), "main", "Dockerfile")))
                .isEqualTo(ScanFailureReason.REPOSITORY_NOT_FOUND);
    }

    @Test
    void aBranchThatIsNotThere() throws Exception {
        assertThat(reasonOf(source(repository, "mian", "Dockerfile")))
                .isEqualTo(ScanFailureReason.BRANCH_NOT_FOUND);
    }

    @Test
    void aCommitThatIsNotThere() throws Exception {
        Source pinned =
                new Source(
                        repository,
                        "main",
                        Optional.of("0123456789012345678901234567890123456789"),
                        "Dockerfile",
                        ".",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        assertThat(reasonOf(pinned)).isEqualTo(ScanFailureReason.COMMIT_NOT_FOUND);
    }

    @Test
    void aDockerfileThatIsNotThere() throws Exception {
        assertThat(reasonOf(source(repository, "main", "deploy/Dockerfile")))
                .isEqualTo(ScanFailureReason.DOCKERFILE_NOT_FOUND);
    }

    @Test
    void aContextThatIsNotThere() throws Exception {
        Source source =
                new Source(
                        repository,
                        "main",
                        Optional.empty(),
                        "wide/Dockerfile",
                        "nosuch",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        assertThat(reasonOf(source)).isEqualTo(ScanFailureReason.CONTEXT_NOT_FOUND);
    }

    @Test
    void aDockerfileThatCannotBeBuilt() throws Exception {
        assertThat(reasonOf(source(repository, "main", "broken/Dockerfile")))
                .isEqualTo(ScanFailureReason.DOCKERFILE_INVALID);
    }

    @Test
    void aDockerfileThatIsTooLarge() throws Exception {
        assertThat(reasonOf(source(repository, "main", "large/Dockerfile")))
                .isEqualTo(ScanFailureReason.LIMIT_EXCEEDED);
    }

    @Test
    void aRepositoryOfSha256Objects() throws Exception {
        Path directory = root.resolve("sha256.git");
        Process init =
                new ProcessBuilder(
                                "git",
                                "init",
                                "--quiet",
                                "--bare",
                                "--object-format=sha256",
                                directory.toString())
                        .inheritIO()
                        .start();
        assertThat(init.waitFor()).isZero();

        assertThat(reasonOf(source(server.uri("sha256.git").toString(), "main", "Dockerfile")))
                .isEqualTo(ScanFailureReason.OBJECT_FORMAT_UNSUPPORTED);
    }

    @Test
    void aHostThatIsNotAllowed() throws Exception {
        assertThat(reasonOf(source("http://10.0.0.1/app.git", "main", "Dockerfile")))
                .isEqualTo(ScanFailureReason.HOST_NOT_ALLOWED);
    }

    @Test
    void aHostThatDoesNotAnswer() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(reasonOf(source("http://127.0.0.1:" + port + "/app.git", "main", "Dockerfile")))
                .isEqualTo(ScanFailureReason.GIT_UNREACHABLE);
    }

    @Test
    void aDockerfileThatIsNoText() throws Exception {
        assertThat(reasonOf(source(repository, "main", "wide/Dockerfile")))
                .isEqualTo(ScanFailureReason.DOCKERFILE_INVALID);
        assertThat(reasonOf(source(repository, "main", "binary/Dockerfile")))
                .isEqualTo(ScanFailureReason.DOCKERFILE_INVALID);
    }

    @Test
    void aPrivateRepositoryOpensToTheRightCredentialOnly() throws Exception {
        server.requireBasicAuth("ada", "p4ss");

        assertThat(answer(build(sealed(new Basic("ada", "p4ss")))))
                .isInstanceOf(ArgsRequired.class);
        assertThat(reasonOf(source(repository, "main", "Dockerfile")))
                .isEqualTo(ScanFailureReason.AUTH_FAILED);
    }

    @Test
    void aWrongCredentialStandsInNoAnswerAndInNoLog() throws Exception {
        server.requireBasicAuth("ada", "p4ss");
        String key = "-----BEGIN OPENSSH PRIVATE KEY-----\nk3ys3cret\n";
        List<GitCredential> wrong =
                List.of(
                        new Basic("ada", "s3cret-p4ss"),
                        new Token("s3cret-t0ken"),
                        new SshKey(key, Optional.of("s3cret-phrase"), "127.0.0.1 ssh-rsa AAAA"));
        try (CapturedLog log = CapturedLog.start()) {
            for (GitCredential credential : wrong) {
                String url =
                        credential instanceof SshKey ? "ssh://git@127.0.0.1:1/a.git" : repository;
                ScanFailed refused = (ScanFailed) answer(build(sealed(credential, url)));

                assertThat(refused.reason()).isEqualTo(Code.of(ScanFailureReason.AUTH_FAILED));
                assertThat(refused.message()).doesNotContain("s3cret");
            }

            assertThat(log.text())
                    .contains("outcome=AUTH_FAILED", "buildId=")
                    .doesNotContain("s3cret")
                    .doesNotContain(
                            Base64.getEncoder().encodeToString("ada:s3cret-p4ss".getBytes(UTF_8)));
        }
    }

    @Test
    void eachStepIsASpanOfTheTraceThatAskedForIt() throws Exception {
        String traceId = UUID.randomUUID().toString().replace("-", "");
        Optional<String> traceparent;
        try (ScanTrace trace =
                ScanTrace.begin(
                        tracer,
                        build(source(repository, "main", "Dockerfile")),
                        Optional.of("00-" + traceId + "-00f067aa0ba902b7-01"))) {
            scan.answer(build(source(repository, "main", "Dockerfile")), trace);
            traceparent = trace.traceparent();
        }

        assertThat(spans.namesOf(traceId))
                .containsExactly(
                        "wait for a place",
                        "connect",
                        "resolve commit",
                        "fetch commit",
                        "fetch file",
                        "parse Dockerfile",
                        "scan");
        assertThat(traceparent.orElseThrow())
                .startsWith("00-" + traceId + "-")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void durationAndBytesAreMeasured() throws Exception {
        answer(build(source(repository, "main", "Dockerfile")));
        reasonOf(source(repository, "none", "Dockerfile"));

        assertThat(meters.get("hornero.scan").tag("outcome", "READ").timer().count()).isPositive();
        assertThat(meters.get("hornero.scan").tag("outcome", "BRANCH_NOT_FOUND").timer().count())
                .isPositive();
        assertThat(meters.get("hornero.scan.received.bytes").summary().totalAmount()).isPositive();
    }

    private ScanEvent answer(AcceptedBuild build) throws InterruptedException {
        try (ScanTrace trace = ScanTrace.begin(tracer, build, Optional.empty())) {
            return scan.answer(build, trace);
        }
    }

    private ScanFailureReason reasonOf(Source source) throws InterruptedException {
        ScanEvent answer = answer(build(source));
        assertThat(answer).isInstanceOf(ScanFailed.class);
        return ((ScanFailed) answer).reason().known().orElseThrow();
    }

    private static Source source(String repository, String branch, String path) {
        return new Source(
                repository,
                branch,
                Optional.empty(),
                path,
                ".",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Source sealed(GitCredential credential) {
        return sealed(credential, repository);
    }

    private static Source sealed(GitCredential given, String url) {
        Sealed credential =
                new Seals(SealKeys.parse(KEY))
                        .seal(Recipient.scanner(), Purpose.gitCredential(PROJECT_ENV, url), given);
        return new Source(
                url,
                "main",
                Optional.empty(),
                "Dockerfile",
                ".",
                Optional.empty(),
                Optional.of(credential),
                Optional.empty());
    }

    private static ProjectEnvCreated build(Source source) {
        return new ProjectEnvCreated(
                new BuildRef(
                        new BuildId(UUID.randomUUID()),
                        1,
                        new ProjectEnvRef(PROJECT_ENV, "app", "dev")),
                "local",
                "builds",
                source,
                new Image("dev-app", List.of("latest")),
                true,
                Optional.of("ada"));
    }

    /** The scanner's own key, and little patience. */
    public static class WithAKey implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "hornero.seal.keys",
                    KEY,
                    "hornero.git.allow-schemes",
                    "http,ssh",
                    "hornero.git.allow-cidrs",
                    "127.0.0.0/8",
                    "quarkus.otel.sdk.disabled",
                    "false",
                    "quarkus.otel.traces.exporter",
                    "none",
                    "quarkus.log.category.\"org.apache.sshd\".level",
                    "DEBUG",
                    "quarkus.log.category.\"org.eclipse.jgit\".level",
                    "DEBUG",
                    "hornero.git.attempts",
                    "2",
                    "hornero.git.first-delay",
                    "20ms");
        }
    }
}
