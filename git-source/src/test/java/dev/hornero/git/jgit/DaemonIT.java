// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.test.GitDaemon;
import dev.hornero.git.SourceException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.transport.Daemon;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code git daemon}, JGit's servers, and a directory of this machine. */
class DaemonIT {

    @TempDir Path root;

    private BareRepository repository;

    @BeforeEach
    void makeARepository() {
        repository = BareRepository.openOrCreate(root.resolve("app.git"), "main");
        repository.configure("user.name", "Ada");
        repository.configure("user.email", "ada@example.org");
        String commit = repository.commit("main", "Begin", Map.of("a/Dockerfile", "FROM one\n"));
        repository.git("tag", "--annotate", "--message=one", "v1", commit);
        repository.commit("deep", "Begin", Map.of("b/c/d/Dockerfile", "FROM deep\n"));
    }

    private Optional<GitDaemon> daemon = Optional.empty();
    private int port;

    @AfterEach
    void stopTheDaemon() {
        daemon.ifPresent(GitDaemon::close);
    }

    private void startTheDaemon() throws IOException {
        GitDaemon started = GitDaemon.start(root);
        daemon = Optional.of(started);
        port = started.port();
    }

    private Reading served(String name) {
        return Reading.of("git://127.0.0.1:" + port + "/" + name).path("a/Dockerfile");
    }

    @Test
    void gitDaemonIsReadWithAndWithoutFilters() throws Exception {
        startTheDaemon();

        assertThat(served("app.git").text()).isEqualTo("FROM one\n");
        assertThat(served("app.git").read().stats().fetches()).isEqualTo(2);

        repository.configure("uploadpack.allowFilter", "true");

        assertThat(served("app.git").branch("v1").text()).isEqualTo("FROM one\n");
        assertThat(served("app.git").read().stats().fetches()).isEqualTo(3);
    }

    @Test
    void aConnectionThatStaysOpenOutlivesARefusedFilter() throws Exception {
        repository.configure("uploadpack.allowFilter", "true");
        startTheDaemon();
        Reading deep = served("app.git").branch("deep").path("b/c/d/Dockerfile");

        assertThat(deep.read().stats().fetches()).isEqualTo(3);

        repository.configure("uploadpackfilter.combine.allow", "false");

        assertThat(deep.text()).isEqualTo("FROM deep\n");

        repository.configure("uploadpackfilter.tree.maxDepth", "0");

        assertThat(deep.text()).isEqualTo("FROM deep\n");

        repository.configure("uploadpackfilter.allow", "false");

        assertThat(deep.text()).isEqualTo("FROM deep\n");
    }

    @Test
    void gitDaemonKnowsNoSuchRepository() throws Exception {
        startTheDaemon();

        assertThat(served("none.git").failure().reason()).isEqualTo(Reason.REPOSITORY_NOT_FOUND);
    }

    @Test
    void jgitsServerIsReadThoughItGivesNoSingleObjects() throws Exception {
        repository.configure("uploadpack.allowFilter", "true");
        Daemon jgit = new Daemon(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        jgit.setRepositoryResolver((request, name) -> {
            try {
                return RepositoryCache.FileKey.exact(root.resolve(name).toFile(), FS.DETECTED)
                        .open(true);
            } catch (IOException e) {
                throw new org.eclipse.jgit.errors.RepositoryNotFoundException(name, e);
            }
        });
        jgit.getService("git-upload-pack").setEnabled(true);
        jgit.start();
        try {
            port = jgit.getAddress().getPort();

            assertThat(served("app.git").text()).isEqualTo("FROM one\n");
            assertThat(served("app.git").branch("none").failure().reason())
                    .isEqualTo(Reason.BRANCH_NOT_FOUND);
            assertThat(served("app.git").branch("deep").path("b/c/d/Dockerfile").text())
                    .isEqualTo("FROM deep\n");
        } finally {
            jgit.stopAndWait();
        }
    }

    @Test
    void jgitsServerIsReadOverHttpWithAndWithoutFilters() throws Exception {
        try (JGitHttpServer jgit = JGitHttpServer.start(root)) {
            Reading app = Reading.of(jgit.url("/app.git")).path("a/Dockerfile");

            assertThat(app.text()).isEqualTo("FROM one\n");

            repository.configure("uploadpack.allowFilter", "true");

            assertThat(app.branch("v1").text()).isEqualTo("FROM one\n");
            assertThat(app.branch("deep").path("b/c/d/Dockerfile").text()).isEqualTo("FROM deep\n");
            assertThat(app.branch("none").failure().reason()).isEqualTo(Reason.BRANCH_NOT_FOUND);
        }
    }

    @Test
    void aDirectoryOfThisMachineIsReadWhereFileUrlsAreAllowed() throws Exception {
        assertThat(Reading.of(repository.directory().toUri()).path("a/Dockerfile").text())
                .isEqualTo("FROM one\n");
    }

    @Test
    void aDirectoryThatIsNoRepositoryIsNotFound() {
        assertThat(Reading.of(root.resolve("none").toUri()).failure().reason())
                .isEqualTo(Reason.REPOSITORY_NOT_FOUND);
    }
}
