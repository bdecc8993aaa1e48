// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** git http-backend with partial fetches allowed, as the public hosts have it. */
class FilteringServerIT {

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
        files.put("assets/movie.bin", ballast);
        first = repository.commitBytes("main", "Begin\n\nwith a body", files);
        files.put("Dockerfile", "FROM busybox\n".getBytes(UTF_8));
        second = repository.commitBytes("main", "Change the base", files);
        repository.git("tag", "--annotate", "--message=one", "v1.0", first);
        repository.git("update-ref", "refs/heads/feature/login", first);
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
        assertThat(file.digest())
                .isEqualTo(
                        "sha256:"
                                + "bd6eb7cda7ad09a623e33e656ea3d9cc9f9d6fca40fb80b26c15b4638d2025b3");
    }

    @Test
    void aFileFiveDirectoriesDownCostsOneFetchALevelAndFewBytes() throws Exception {
        SourceFile file = app().path("a/b/c/d/e/Dockerfile.prod").read();

        assertThat(file.content()).asString(UTF_8).isEqualTo("FROM deep\n");
        assertThat(file.stats().fetches()).isEqualTo(7);
        assertThat(file.stats().bytesReceived()).isLessThan(8_000);
    }

    @Test
    void aMissingBranchNamesTheDefaultAndTheNearOnes() {
        assertThat(app().branch("mian").failure())
                .hasMessageContaining("default branch is 'main'")
                .extracting("reason")
                .isEqualTo(Reason.BRANCH_NOT_FOUND);
    }
}
