// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** git http-backend with partial fetches allowed, as the public hosts have it. */
class FilteringServerIT {

    private static final String NO_SUCH_COMMIT = "0123456789012345678901234567890123456789";

    @TempDir static Path root;

    private static GitServer server;
    private static BareRepository repository;
    private static String first;
    private static String second;

    @BeforeAll
    static void serveARepository() {
        server = GitServer.start(root, 0);
        repository = server.repository("team/app.git");
        repository.configure("uploadpack.allowFilter", "true");
        repository.configure("user.name", "Hornero");
        repository.configure("user.email", "hornero@localhost");
        Map<String, byte[]> files = new TreeMap<>();
        files.put("Dockerfile", "FROM scratch\n".getBytes(UTF_8));
        files.put("a/b/c/d/e/Dockerfile.prod", "FROM deep\n".getBytes(UTF_8));
        byte[] ballast = new byte[300_000];
        new Random(7).nextBytes(ballast);
        files.put("a/b/c/ballast.bin", ballast);
        files.put("movie.bin", ballast);
        first = repository.commitBytes("main", "Begin\n\nwith a body", files);
        files.put("Dockerfile", "FROM busybox\n".getBytes(UTF_8));
        second = repository.commitBytes("main", "Change the base", files);
        repository.git("tag", "--annotate", "--message=one", "v1.0", first);
        repository.git("update-ref", "refs/heads/feature/login", first);
        repository.git("update-ref", "refs/heads/v1.0", second);
        repository.git("update-ref", "refs/heads/cafe", first);
        repository.git("update-ref", "refs/tags/20240101", first);
        repository.git("update-ref", "refs/heads/release-1", first);
        repository.git("update-ref", "refs/tags/release-1", first);
        repository.git("update-ref", "refs/pull/7/head", first);
    }

    @AfterAll
    static void stopServing() {
        server.close();
    }

    private static Reading app() {
        return Reading.of(server.uri("team/app.git"));
    }

    @Test
    void theDefaultBranchIsReadWhereNoneIsNamed() throws Exception {
        SourceFile file = app().read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM busybox\n");
        assertThat(file.commit().sha()).isEqualTo(second);
        assertThat(file.commit().author()).isEqualTo("Hornero");
        assertThat(file.commit().subject()).isEqualTo("Change the base");
        assertThat(file.path()).isEqualTo("Dockerfile");
        assertThat(file.digest())
                .isEqualTo(
                        "sha256:bd6eb7cda7ad09a623e33e656ea3d9cc9f9d6fca40fb80b26c15b4638d2025b3");
    }

    @Test
    void aFileFiveDirectoriesDownCostsOneFetchMoreAndFewBytes() throws Exception {
        SourceFile root = app().read();
        SourceFile file = app().path("a/b/c/d/e/Dockerfile.prod").read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM deep\n");
        assertThat(root.stats().fetches()).isEqualTo(2);
        assertThat(file.stats().fetches()).isEqualTo(3);
        assertThat(file.stats().bytesReceived()).isLessThan(4_000);
        assertThat(file.stats().duration()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Dockerfile", "./Dockerfile", "//Dockerfile", "a/../Dockerfile"})
    void aPathMeansTheSameHoweverItIsWritten(String path) throws Exception {
        SourceFile file = app().path(path).read();

        assertThat(file.path()).isEqualTo("Dockerfile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feature/login",
                "refs/heads/feature/login",
                "refs/tags/v1.0",
                "refs/pull/7/head"
            })
    void aBranchATagAndAFullRefNameItsCommit(String ref) throws Exception {
        assertThat(app().branch(ref).read().commit().sha()).isEqualTo(first);
    }

    @Test
    void aBranchWinsOverATagOfTheSameName() throws Exception {
        assertThat(app().branch("v1.0").read().commit().sha()).isEqualTo(second);
    }

    @Test
    void aPinnedCommitWinsOverTheBranch() throws Exception {
        SourceFile file = app().branch("main").commit(first.toUpperCase(Locale.ROOT)).read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM scratch\n");
        assertThat(file.commit().sha()).isEqualTo(first);
    }

    @Test
    void theIdOfATagObjectMeansItsCommit() throws Exception {
        String tag = repository.git("rev-parse", "refs/tags/v1.0").strip();

        assertThat(app().commit(tag).read().commit().sha()).isEqualTo(first);
    }

    @Test
    void anAbbreviatedCommitIsFoundWhereATipBeginsWithIt() throws Exception {
        assertThat(app().commit(second.substring(0, 8)).read().commit().sha()).isEqualTo(second);
    }

    @Test
    void anAbbreviatedCommitThatNoTipBeginsWithAsksForTheFullId() {
        SourceException failure = app().commit("0123456").failure();

        assertThat(failure.reason()).isEqualTo(Reason.COMMIT_NOT_FOUND);
        assertThat(failure.sentence()).contains("give all 40 digits");
        assertThat(failure.transientFailure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.0", "feature/login", "20240101", "cafe"})
    void aTagOrBranchIsSentToTheBranch(String name) {
        SourceException failure = app().commit(name).failure();

        assertThat(failure.reason()).isEqualTo(Reason.COMMIT_NOT_FOUND);
        assertThat(failure.sentence())
                .isEqualTo(
                        "'"
                                + name
                                + "' is not the id of a commit, which has 40 hexadecimal digits;"
                                + " give a tag or branch as the branch.");
        assertThat(failure.transientFailure()).isFalse();
    }

    @Test
    void aCommitThatIsNotThereIsSaidSo() {
        SourceException failure = app().commit(NO_SUCH_COMMIT).failure();

        assertThat(failure.reason()).isEqualTo(Reason.COMMIT_NOT_FOUND);
        assertThat(failure.sentence()).contains(NO_SUCH_COMMIT);
        assertThat(failure.transientFailure()).isFalse();
    }

    @Test
    void theIdOfAFileIsNoCommit() {
        String blob = repository.git("rev-parse", "main:Dockerfile").strip();

        assertThat(app().commit(blob).failure().reason()).isEqualTo(Reason.COMMIT_NOT_FOUND);
    }

    @Test
    void aMissingBranchNamesTheDefaultAndTheNearOnes() {
        SourceException failure = app().branch("login").failure();

        assertThat(failure.reason()).isEqualTo(Reason.BRANCH_NOT_FOUND);
        assertThat(failure.sentence())
                .contains("no branch or tag 'login'", "default branch is 'main'")
                .contains("Near names: 'feature/login'");
    }

    @Test
    void anEmptyRepositoryHasNoBranch() {
        server.repository("empty.git");

        SourceException failure = Reading.of(server.uri("empty.git")).branch("main").failure();

        assertThat(failure.reason()).isEqualTo(Reason.BRANCH_NOT_FOUND);
        assertThat(failure.sentence()).contains("push a first commit");
    }

    @Test
    void aDetachedHeadIsTheDefault() throws Exception {
        BareRepository detached = server.repository("detached.git");
        String commit = detached.commit("main", "Begin", Map.of("Dockerfile", "FROM head\n"));
        detached.git("update-ref", "--no-deref", "HEAD", commit);
        detached.commit("main", "Go on", Map.of("Dockerfile", "FROM later\n"));

        assertThat(Reading.of(server.uri("detached.git")).read().commit().sha()).isEqualTo(commit);
    }

    @Test
    void aDefaultBranchThatIsNotThereNamesOthers() {
        BareRepository headless = server.repository("headless.git");
        headless.commit("dev", "Begin", Map.of("Dockerfile", "FROM scratch\n"));

        SourceException failure = Reading.of(server.uri("headless.git")).failure();

        assertThat(failure.reason()).isEqualTo(Reason.BRANCH_NOT_FOUND);
        assertThat(failure.sentence()).contains("default branch does not exist", "'dev'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "with space", "two\nlines", "~1", "-", "refs/heads/"})
    void whatCannotBeANameIsNoBranch(String name) {
        assertThat(app().branch(name).failure().reason()).isEqualTo(Reason.BRANCH_NOT_FOUND);
    }

    @Test
    void aNameLongerThanAnyIsNoBranch() {
        assertThat(app().branch("x".repeat(70_000)).failure().reason())
                .isEqualTo(Reason.BRANCH_NOT_FOUND);
    }

    @Test
    void amongOneHundredThousandBranchesOneCostsNoMore() throws Exception {
        BareRepository busy = server.repository("busy.git");
        busy.configure("uploadpack.allowFilter", "true");
        String tip = busy.commit("main", "Begin", Map.of("Dockerfile", "FROM scratch\n"));
        StringBuilder refs = new StringBuilder("# pack-refs with: sorted\n");
        for (int i = 100_000; i < 200_000; i++) {
            refs.append(tip).append(" refs/heads/b").append(i).append('\n');
        }
        Files.writeString(busy.directory().resolve("packed-refs"), refs);

        SourceFile file = Reading.of(server.uri("busy.git")).branch("b150000").read();
        SourceException failure = Reading.of(server.uri("busy.git")).branch("c123456").failure();

        assertThat(file.stats().bytesReceived()).isLessThan(5_000);
        assertThat(failure.reason()).isEqualTo(Reason.BRANCH_NOT_FOUND);
        assertThat(failure.sentence()).contains("default branch is 'main'", "'b123456'");
    }

    @Test
    void aNearNameIsNamedOnce() {
        assertThat(app().branch("mian").failure().sentence())
                .contains("default branch is 'main'. Set")
                .containsOnlyOnce("'main'");
        assertThat(app().branch("relaese-1").failure().sentence()).containsOnlyOnce("'release-1'");
    }

    @Test
    void aPathMayHaveAnyLetters() throws Exception {
        server.repository("letters.git")
                .commit("main", "Über", Map.of("größe/文件/Dockerfile", "FROM ü\n"));

        SourceFile file = Reading.of(server.uri("letters.git")).path("größe/文件/Dockerfile").read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM ü\n");
        assertThat(file.commit().subject()).isEqualTo("Über");
    }

    @Test
    void aSubjectIsShownAsOneShortLineWithoutControls() throws Exception {
        server.repository("loud.git")
                .commit(
                        "main",
                        "\u001b[31mred\u0007 " + "x".repeat(5_000),
                        Map.of("Dockerfile", "FROM scratch\n"));

        assertThat(Reading.of(server.uri("loud.git")).read().commit().subject())
                .startsWith("[31mred ")
                .doesNotContainPattern("\\p{Cntrl}")
                .hasSizeLessThanOrEqualTo(201);
    }

    @Test
    void aMissingFileNamesTheNearOnesOfTheLastDirectory() {
        SourceException failure = app().path("a/b/c/d/e/Dockerfile").failure();

        assertThat(failure.reason()).isEqualTo(Reason.DOCKERFILE_NOT_FOUND);
        assertThat(failure.sentence())
                .contains("no file 'a/b/c/d/e/Dockerfile'")
                .contains("There is 'a/b/c/d/e/Dockerfile.prod'");
    }

    @Test
    void aMissingDirectoryIsNamed() {
        SourceException failure = app().path("a/x/Dockerfile").failure();

        assertThat(failure.reason()).isEqualTo(Reason.DOCKERFILE_NOT_FOUND);
        assertThat(failure.sentence()).contains("no directory 'a/x'");
    }

    @Test
    void aMissingRepositoryIsNotFound() {
        SourceException failure = Reading.of(server.uri("team/none.git")).failure();

        assertThat(failure.reason()).isEqualTo(Reason.REPOSITORY_NOT_FOUND);
        assertThat(failure.transientFailure()).isFalse();
    }
}
