// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceLimits;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand at a path besides a plain file. */
class PathWalkIT {

    @TempDir static Path root;
    @TempDir static Path files;

    private static GitServer server;

    @BeforeAll
    static void serveARepository() throws Exception {
        server = GitServer.start(root, 0);
        BareRepository repository = server.repository("odd.git");
        repository.configure("uploadpack.allowFilter", "true");
        WorkTree tree = WorkTree.of(repository, files);
        tree.file("build/Dockerfile", "FROM real\n")
                .file("build/wide", "FROM wide\n".getBytes(UTF_16))
                .file(
                        "build/lfs",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n")
                .link("Dockerfile", "build/Dockerfile")
                .link("linked", "build")
                .link("deep/up", "../linked/../build/./Dockerfile")
                .link("deep/back", "../linked/..")
                .link("deep/elsewhere", "../../../etc/passwd")
                .link("absolute", "/etc/passwd")
                .link("rounds", "a/../".repeat(800) + "build/Dockerfile")
                .file("a/file", "x")
                .link("circle", "circle2")
                .link("circle2", "circle")
                .link("dangling", "build/none");
        String commit = tree.commit("Odd files");
        tree.submodule("vendor/lib", commit).commitIndex("A submodule");
    }

    @AfterAll
    static void stopServing() {
        server.close();
    }

    private static Reading odd(String path) {
        return Reading.of(server.uri("odd.git")).path(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "linked/Dockerfile", "deep/up"})
    void symbolicLinksInsideTheRepositoryAreFollowed(String path) throws Exception {
        assertThat(odd(path).text()).isEqualTo("FROM real\n");
        assertThat(odd(path).read().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    deep/elsewhere        | leads out of the repository
                    absolute              | leads out of the repository
                    ../odd                | leads out of the repository
                    dangling              | no file 'build/none'
                    build                 | is a directory; name the Dockerfile in it. There is 'build/Dockerfile'
                    /                     | is a directory
                    build/Dockerfile/more | is a file, so there is nothing below it
                    vendor/lib/Dockerfile | is a submodule, another repository
                    build/lfs             | Git LFS
                    """)
    void whatIsNoFileIsSaidSo(String path, String sentence) {
        SourceException failure = odd(path).failure();

        assertThat(failure.reason()).isEqualTo(Reason.DOCKERFILE_NOT_FOUND);
        assertThat(failure.sentence()).contains(sentence);
        assertThat(failure.transientFailure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "/", "build", "/build/", "linked", "deep/back", "build/../deep"})
    void aContextMayBeAnyDirectoryAndALinkToOne(String context) throws Exception {
        assertThat(odd("Dockerfile").context(context).text()).isEqualTo("FROM real\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vendor/lib", "vendor/lib/src"})
    void aContextMayBeInASubmodule(String context) throws Exception {
        assertThat(odd("Dockerfile").context(context).text()).isEqualTo("FROM real\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    nosuch           | There is no directory 'nosuch' at this commit. Correct the context path of the project.
                    biuld            | There is no directory 'biuld' at this commit. There is 'build'. Correct the context path
                    build/nosuch/app | There is no directory 'build/nosuch' at this commit.
                    dangling         | There is no directory 'build/none' at this commit.
                    build/Dockerfile | 'build/Dockerfile' is a file, not a directory.
                    Dockerfile       | 'Dockerfile' is a file, not a directory.
                    absolute         | 'absolute' leads out of the repository; only links inside it are followed.
                    deep/elsewhere   | leads out of the repository
                    ../odd           | leads out of the repository; correct the context path of the project.
                    """)
    void aContextThatIsNoDirectoryIsSaidSo(String context, String sentence) {
        SourceException failure = odd("Dockerfile").context(context).failure();

        assertThat(failure.reason()).isEqualTo(Reason.CONTEXT_NOT_FOUND);
        assertThat(failure.sentence()).contains(sentence);
        assertThat(failure.transientFailure()).isFalse();
    }

    @Test
    void aDockerfileThatIsNotThereIsSaidBeforeItsContext() {
        SourceException failure = odd("build/none").context("nosuch").failure();

        assertThat(failure.reason()).isEqualTo(Reason.DOCKERFILE_NOT_FOUND);
    }

    @Test
    void linksInACircleEndAtTheLimit() {
        SourceException failure = odd("circle").failure();

        assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(failure.sentence()).contains("8 symbolic links allowed");
    }

    @Test
    void aLinkThatWalksInCirclesEndsAtTheLimit() {
        SourceException failure = odd("rounds").failure();

        assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(failure.sentence()).contains("directories");
    }

    @Test
    void aPathDeeperThanAllowedEndsAtTheLimit() {
        SourceLimits shallow = Limits.pathDepth(1);

        SourceException failure = odd("linked/Dockerfile").failure(shallow);

        assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }

    @Test
    void bytesThatAreNoTextAreGivenAsTheyAre() throws Exception {
        assertThat(odd("build/wide").read().content()).isEqualTo("FROM wide\n".getBytes(UTF_16));
    }
}
