// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that are fetched together, and git servers that take only some filters. */
class LevelsIT {

    private static final int ONE_BY_ONE = 6;

    @TempDir Path root;

    private final Map<String, String> files = new HashMap<>();
    private GitServer server;
    private BareRepository repository;

    @BeforeEach
    void serveARepository() {
        server = GitServer.start(root, 0);
        repository = server.repository("app.git");
        repository.configure("uploadpack.allowFilter", "true");
        files.put("a/b/c/d/Dockerfile", "FROM deep\n");
    }

    @AfterEach
    void stopServing() {
        server.close();
    }

    private Reading deep() {
        return Reading.of(server.uri("app.git")).path("a/b/c/d/Dockerfile");
    }

    private void commit() {
        repository.commit("main", "Begin", files);
    }

    private void directories(String pattern, int count) {
        for (int i = 0; i < count; i++) {
            files.put(pattern.formatted(i), "text " + pattern + i + "\n");
        }
    }

    @Test
    void aRootWithManyDirectoriesLetsNotExpectFewBelowThem() throws Exception {
        directories("x%d/y/file", 300);
        commit();

        SourceFile file = deep().read();

        // The root, a alone, the three below it together, the file
        assertThat(file.stats().fetches()).isEqualTo(4);
        assertThat(file.stats().bytesReceived()).isLessThan(20_000);
    }

    @Test
    void aRootThatLetsExpectThousandsBelowItHasOneDirectoryComeAlone() throws Exception {
        directories("x%d/file", 11);
        directories("a/b/aside%d/file", 300);
        commit();

        SourceFile file = deep().read();

        // The root, a alone, the three below it together, the file
        assertThat(file.stats().fetches()).isEqualTo(4);
        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM deep\n");
    }

    @Test
    void moreDirectoriesThanExpectedAreNotTakenInWhole() throws Exception {
        directories("a/b/aside%d/file", 4_000);
        commit();

        SourceFile file = deep().read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM deep\n");
        long b = Long.parseLong(repository.git("cat-file", "-s", "main:a/b").strip());
        assertThat(file.stats().bytesReceived()).isLessThan(b + 64 * 1024);
    }

    @Test
    void nothingComesFromBelowTheLastDirectory() throws Exception {
        files.put("a/b/Dockerfile", "FROM flat\n");
        directories("a/b/aside%d/file", 300);
        commit();

        SourceFile file = deep().path("a/b/Dockerfile").read();

        assertThat(file.stats().fetches()).isEqualTo(3);
        long b = Long.parseLong(repository.git("cat-file", "-s", "main:a/b").strip());
        assertThat(file.stats().bytesReceived()).isLessThan(b + 4_000);
    }

    @Test
    void aDirectoryBesideThePathMayBeLargerThanAllowed() throws Exception {
        directories("a/b/c/aside/file%d", 100);
        commit();

        SourceFile file = deep().read(Limits.treeBytes(1_000));

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM deep\n");
    }

    @Test
    void aDirectoryOnThePathLargerThanAllowedIsSaidSo() {
        directories("a/b/file%d", 100);
        commit();

        SourceException failure = deep().failure(Limits.treeBytes(1_000));

        assertThat(failure.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(failure.sentence()).startsWith("A directory of the repository takes");
    }

    @Test
    void aContextThatIsTheRootOrOnTheWayCostsNothing() throws Exception {
        directories("a/aside%d/file", 3);
        commit();
        SourceFile alone = deep().read();

        for (String context : List.of(".", "a", "a/b/c", "a/b/c/d", "a/aside1")) {
            SourceFile file = deep().context(context).read();

            assertThat(file.stats().fetches()).as(context).isEqualTo(alone.stats().fetches());
            // The server's chunks are not cut alike each time
            assertThat(file.stats().bytesReceived())
                    .as(context)
                    .isCloseTo(alone.stats().bytesReceived(), within(40L));
        }
    }

    @Test
    void ofAContextElsewhereOnlyTheDirectoriesOnItsPathAreFetched() throws Exception {
        files.clear();
        files.put("docker/Dockerfile", "FROM deep\n");
        files.put("app/web/src/main.c", "int main;\n");
        directories("app/web/src/page%d/text", 500);
        commit();
        Reading reading = deep().path("docker/Dockerfile");
        SourceFile alone = reading.read();

        SourceFile file = reading.context("app/web/src").read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM deep\n");
        assertThat(file.stats().fetches()).isEqualTo(alone.stats().fetches() + 1);
        assertThat(file.stats().bytesReceived()).isLessThan(alone.stats().bytesReceived() + 1_000);
    }

    @Test
    void whereTheSnapshotIsStreamedAContextElsewhereIsSeenInPassing() throws Exception {
        files.put("app/web/main.c", "int main;\n");
        commit();
        repository.configure("uploadpack.allowFilter", "false");
        SourceFile alone = deep().read();

        SourceFile file = deep().context("app/web").read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM deep\n");
        assertThat(file.stats().fetches()).isEqualTo(alone.stats().fetches());
        assertThat(deep().context("app/wbe").failure().reason())
                .isEqualTo(Reason.CONTEXT_NOT_FOUND);
    }

    @Test
    void whereFiltersAreNotCombinedTheDirectoriesComeOneByOne() throws Exception {
        commit();
        repository.configure("uploadpackfilter.combine.allow", "false");

        SourceFile file = deep().read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM deep\n");
        assertThat(file.stats().fetches()).isEqualTo(ONE_BY_ONE + 1);
    }

    @Test
    void whereNoDepthIsTakenTheCommitComesAlone() throws Exception {
        commit();
        repository.configure("uploadpackfilter.tree.maxDepth", "0");

        SourceFile file = deep().read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM deep\n");
        assertThat(file.stats().bytesReceived()).isLessThan(8_000);
    }

    @Test
    void whereOnlyBlobsAreFilteredTheSnapshotIsStreamed() throws Exception {
        commit();
        repository.configure("uploadpackfilter.allow", "false");
        repository.configure("uploadpackfilter.blob:none.allow", "true");

        SourceFile file = deep().read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM deep\n");
    }
}
