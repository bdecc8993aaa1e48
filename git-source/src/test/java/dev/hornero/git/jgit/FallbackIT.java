// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.jgit.Relay.Telling;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do not give what is asked for first. */
class FallbackIT {

    private static final int MIB = 1024 * 1024;

    @TempDir Path root;

    private GitServer server;
    private BareRepository repository;
    private String first;

    @BeforeEach
    void serveARepository() {
        server = GitServer.start(root, 0);
        repository = server.repository("app.git");
        Map<String, byte[]> files = new TreeMap<>();
        files.put("Dockerfile", "FROM scratch\n".getBytes(UTF_8));
        files.put("z/Dockerfile", "FROM last\n".getBytes(UTF_8));
        for (int i = 0; i < 300; i++) {
            files.put("alike/" + i + ".txt", ("the same text again, but for " + i).getBytes(UTF_8));
        }
        byte[] ballast = new byte[3 * MIB];
        new Random(7).nextBytes(ballast);
        files.put("m.bin", ballast);
        first = repository.commitBytes("main", "Begin", files);
        files.put("alike/1.txt", "changed".getBytes(UTF_8));
        repository.commitBytes("main", "Change", files);
        repository.git("gc", "--quiet");
    }

    @AfterEach
    void stopServing() {
        server.close();
    }

    private Reading app() {
        return Reading.of(server.uri("app.git"));
    }

    @Test
    void whereFiltersAreRefusedTheStreamIsCutOffOnceThePathIsKnown() throws Exception {
        SourceFile file = app().read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM scratch\n");
        assertThat(file.stats().fetches()).isEqualTo(2);
        assertThat(file.stats().bytesReceived()).isLessThan(MIB);
    }

    @Test
    void whereFiltersAreRefusedADirectoryBehindALargeFileIsStillFound() throws Exception {
        SourceFile file = app().path("z/Dockerfile").read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM last\n");
    }

    @Test
    void whatIsStreamedEndsAtTheLimit() {
        SourceException failure = app().path("z/Dockerfile").failure(Limits.receivedBytes(MIB));

        assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(failure.sentence()).contains("uploadpack.allowFilter true");
        assertThat(failure.transientFailure()).isFalse();
    }

    @Test
    void aServerOfVersion0GivesTheSnapshot() throws Exception {
        try (Relay old = Relay.to(server.uri(""), Telling.NO_PROTOCOL_VERSION)) {
            SourceFile file = Reading.of(old.uri("/app.git")).path("z/Dockerfile").read();

            assertThat(file.content()).asString(UTF_8).isEqualTo("FROM last\n");
            assertThat(file.stats().fetches()).isEqualTo(1);
        }
    }

    @Test
    void aServerOfVersion0GivesSingleObjectsWhereItIsAllowedTo() throws Exception {
        repository.configure("uploadpack.allowFilter", "true");
        repository.configure("uploadpack.allowAnySHA1InWant", "true");
        try (Relay old = Relay.to(server.uri(""), Telling.NO_PROTOCOL_VERSION)) {
            SourceFile file = Reading.of(old.uri("/app.git")).commit(first).read();

            assertThat(file.commit().sha()).isEqualTo(first);
            assertThat(file.stats().bytesReceived()).isLessThan(5_000);
        }
    }

    @Test
    void aServerOfVersion0KeepsCommitsOfNoBranchToItself() throws Exception {
        String orphan =
                repository
                        .git(
                                "-c",
                                "user.name=Ada",
                                "-c",
                                "user.email=ada@example.org",
                                "commit-tree",
                                "-m",
                                "orphan",
                                "main^{tree}")
                        .strip();
        try (Relay old = Relay.to(server.uri(""), Telling.NO_PROTOCOL_VERSION)) {
            SourceException failure = Reading.of(old.uri("/app.git")).commit(orphan).failure();

            assertThat(failure.reason()).isEqualTo(Reason.COMMIT_NOT_FOUND);
            assertThat(failure.sentence()).contains("only the tips");
        }
    }

    @Test
    void aServerThatAnnouncesMoreThanItGivesIsAskedForTheSnapshot() throws Exception {
        repository.configure("uploadpack.allowFilter", "true");
        repository.configure("uploadpack.allowTipSHA1InWant", "true");
        repository.configure("uploadpack.allowReachableSHA1InWant", "true");
        try (Relay old = Relay.to(server.uri(""), Telling.NO_PROTOCOL_VERSION)) {
            SourceFile file = Reading.of(old.uri("/app.git")).path("z/Dockerfile").read();

            assertThat(file.content()).asString(UTF_8).isEqualTo("FROM last\n");
        }
    }

    @Test
    void aServerOfVersion0NamesNearBranches() throws Exception {
        try (Relay old = Relay.to(server.uri(""), Telling.NO_PROTOCOL_VERSION)) {
            SourceException failure = Reading.of(old.uri("/app.git")).branch("mian").failure();

            assertThat(failure.reason()).isEqualTo(Reason.BRANCH_NOT_FOUND);
            assertThat(failure.sentence()).contains("default branch is 'main'");
        }
    }

    @Test
    void aSnapshotThatDoesNotFitInMemoryEndsAtTheLimit() throws Exception {
        try (Relay old = Relay.to(server.uri(""), Telling.NO_PROTOCOL_VERSION)) {
            SourceLimits small = Limits.heldBytes(4_000);

            SourceException failure =
                    Reading.of(old.uri("/app.git")).path("z/Dockerfile").failure(small);

            assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        }
    }

    @Test
    void aFileLargerThanAllowedIsNotFetchedWhole() {
        repository.configure("uploadpack.allowFilter", "true");

        SourceException failure = app().path("m.bin").failure();

        assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(failure.sentence()).contains("larger than");
    }

    @Test
    void aDirectoryLargerThanAllowedIsSaidSo() {
        SourceException failure = app().path("alike/1.txt").failure(Limits.treeBytes(1_000));

        assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(failure.sentence()).startsWith("A directory of the repository takes");
    }

    @Test
    void aListOfBranchesLargerThanAllowedNamesNoNearOnes() {
        SourceException failure = app().branch("none").failure(Limits.refBytes(40));

        assertThat(failure.reason()).isEqualTo(Reason.BRANCH_NOT_FOUND);
        assertThat(failure.sentence()).contains("'none'", "too many to name near ones");
    }

    @Test
    void aListOfBranchesLargerThanAllowedAsksForTheFullId() {
        SourceException failure = app().commit(first.substring(0, 7)).failure(Limits.refBytes(40));

        assertThat(failure.reason()).isEqualTo(Reason.COMMIT_NOT_FOUND);
        assertThat(failure.sentence()).contains("give all 40 digits");
    }

    @Test
    void aListOfBranchesThatCannotBeAskedForInPartEndsAtTheLimit() throws Exception {
        try (Relay old = Relay.to(server.uri(""), Telling.NO_PROTOCOL_VERSION)) {
            SourceException failure = Reading.of(old.uri("/app.git")).failure(Limits.refBytes(40));

            assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
            assertThat(failure.sentence()).contains("branches and tags");
        }
    }

    @Test
    void aDumbServerIsSaidToBeOne() throws Exception {
        String refs = first + "\trefs/heads/main\n";
        try (Relay dumb =
                Relay.answering(
                        exchange -> Relay.text(exchange, "text/plain", refs.getBytes(UTF_8)))) {
            SourceException failure = Reading.of(dumb.uri("/app.git")).failure();

            assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(failure.sentence()).contains("git http-backend");
            assertThat(failure.transientFailure()).isFalse();
        }
    }

    @Test
    void aWebPageIsNoRepository() throws Exception {
        try (Relay page =
                Relay.answering(
                        exchange -> Relay.text(exchange, "text/html", "<html>".getBytes(UTF_8)))) {
            SourceException failure = Reading.of(page.uri("/app.git")).failure();

            assertThat(failure.reason()).isEqualTo(Reason.REPOSITORY_NOT_FOUND);
        }
    }
}
