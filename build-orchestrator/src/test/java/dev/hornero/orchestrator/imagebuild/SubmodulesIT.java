// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.test.SshGitServer;
import dev.hornero.orchestrator.imagebuild.CheckoutRun.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Submodules and {@code .git} in a checkout, against real git servers. */
@ParameterizedClass
@ValueSource(strings = {"sh", "busybox sh"})
class SubmodulesIT {
    private static final String PASSWORD = "s3cret-of-the-host";

    private final String shell;

    @TempDir private Path directory;

    private CheckoutRun run;
    private GitServer git;
    private String library;

    SubmodulesIT(String shell) {
        this.shell = shell;
    }

    @BeforeEach
    void serveALibrary() throws IOException {
        run = new CheckoutRun(shell, directory);
        git = GitServer.start(directory.resolve("served"), 0);
        library = git.repository("team/lib.git").commit("main", "A library", file("lib.txt"));
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void submodulesAndTheirsAreThereAtTheirRecordedCommits() throws Exception {
        String inner = git.repository("team/in.git").commit("main", "Inner", file("in.txt"));
        String outer = commit("team/out.git", "third party/in", "./../in.git", inner);
        git.repository("team/out.git").commit("main", "Later", file("later.txt"));
        String shop = commit("team/shop.git", "vendor/out", "../out.git", outer);

        Outcome outcome = checkout(shop);

        assertThat(outcome.text()).contains("Checked out commit " + shop);
        assertThat(outcome.message()).isEmpty();
        Path vendor = run.source().resolve("vendor/out");
        assertThat(vendor.resolve("third party/in/in.txt")).hasContent("in.txt");
        assertThat(vendor.resolve("later.txt")).doesNotExist();
        try (Stream<Path> all = Files.walk(run.source())) {
            assertThat(all).noneMatch(path -> path.endsWith(".git"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"módulos/é", "-x", "-", "*", "$(id)", "blank at the end "})
    void oneMayHaveAnyName(String path) throws Exception {
        String shop = commit("team/shop.git", path, "../lib.git", library);

        Outcome outcome = checkout(shop);

        assertThat(outcome.message()).isEmpty();
        assertThat(run.source().resolve(path)).isDirectoryContaining("glob:**/lib.txt");
        assertThat(run.source().resolve(path).resolve(".git")).doesNotExist();
    }

    @Test
    void aProjectMayBuildWithoutThem() throws Exception {
        run.environment().put("HORNERO_SUBMODULES", "false");
        String shop = commit("team/shop.git", "vendor/lib", "../lib.git", library);

        assertThat(checkout(shop).message())
                .isEqualTo(
                        "SUBMODULE_LEFT_OUT vendor/lib is a submodule, and this project builds"
                                + " without submodules.\n");
        assertThat(run.source().resolve("vendor/lib")).isEmptyDirectory();

        run.environment().put("HORNERO_CONTEXT", run.source().resolve("vendor/lib").toString());
        assertThat(checkout(shop).message())
                .isEqualTo(
                        "The build context \"vendor/lib\" is not there: vendor/lib is a submodule,"
                                + " and this project builds without submodules.");
    }

    @Test
    void oneThatIsLeftOutIsNoReasonForPathsBesideIt() throws Exception {
        run.environment()
                .put("HORNERO_DOCKERFILE", run.source().resolve("a/Dockerfile").toString());
        Path left = run.source().resolve("a module");
        String shop =
                git.repository("team/shop.git")
                        .commitWithSubmodules(
                                "main",
                                "Submodules",
                                Map.of("a/Dockerfile", "FROM scratch\n".getBytes(UTF_8)),
                                Map.of("a module", library));

        assertThat(checkout(shop).status()).isZero();

        run.environment().put("HORNERO_CONTEXT", left.toString());
        assertThat(checkout(shop).message())
                .isEqualTo(
                        "The build context \"a module\" is not there: a module is a submodule, and"
                                + " .gitmodules has no address for it.");
    }

    @Test
    void oneThatIsNotToBeFetchedIsSaidToBeLeftOut() throws Exception {
        String none = "[submodule \"a\"]\n path = a\n url = ../lib.git\n update = none\n";
        String shop = commit("team/shop.git", none, Map.of("a", library, "b", library));

        Outcome outcome = checkout(shop);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.message().lines())
                .containsExactlyInAnyOrder(
                        "SUBMODULE_LEFT_OUT a is a submodule, and .gitmodules says that it is not"
                                + " fetched.",
                        "SUBMODULE_LEFT_OUT b is a submodule, and .gitmodules has no address for"
                                + " it.");
    }

    @Test
    void oneThatCannotBeReadEndsTheCheckoutWithItsName() throws Exception {
        String gone = commit("team/shop.git", "vendor/lib", "../gone.git", library);
        String commitGone = commit("team/other.git", "vendor/lib", "../lib.git", "1".repeat(40));

        assertThat(checkout(gone).message())
                .contains("submodule vendor/lib at " + git.uri("team/gone.git"), "not found");
        assertThat(checkout("team/other.git", commitGone).message())
                .isEqualTo(
                        "Commit %s is not in the submodule vendor/lib at %s (any more)."
                                .formatted("1".repeat(40), git.uri("team/lib.git")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:password@127.0.0.1/lib.git",
                "http://127.1/lib.git",
                "http://0x7f000001/lib.git",
                "http://127.0.0.1/a/../lib.git",
                "http://127.0.0.1/a/%2e%2e/lib.git",
                "http://127.0.0.1:0/lib.git",
                "http://127.0.0.1:99999/lib.git",
                "http://127.0.0.1:100000/lib.git",
                "http://127.0.0.1/",
                "http://-c/lib.git",
                "ssh://-oProxyCommand=x/lib.git",
                "-oProxyCommand=x@127.0.0.1:lib.git",
                "ext::sh -c id",
                "../../../../lib.git",
                "/srv/lib.git",
                "file:///srv/../lib.git"
            })
    void anAddressThatProgramsReadDifferentlyIsNoSubmodules(String address) throws Exception {
        String shop = commit("team/shop.git", "vendor/lib", address, library);

        assertThat(checkout(shop).message())
                .isEqualTo(
                        "The submodule vendor/lib has an address that cannot be read: correct it in"
                                + " .gitmodules.");
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1/lib.git, 'has the address 10.0.0.1'",
        "http://10.0.0.1:8080/lib.git, 'has the address 10.0.0.1'",
        "http://169.254.169.254/latest, 'has the address 169.254.169.254'",
        "file:///srv/lib.git, 'HORNERO_GIT_ALLOW_SCHEMES'"
    })
    void itIsReadOnlyWhereItsRepositoryMayBeRead(String address, String refusal) throws Exception {
        String shop = commit("team/shop.git", "vendor/lib", address, library);

        Outcome outcome = checkout(shop);

        assertThat(outcome.message()).contains(refusal);
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void theCredentialGoesToItsHostAndNoOther() throws Exception {
        git.requireBasicAuth("ada", PASSWORD);
        run.environment().put("HORNERO_GIT_USERNAME", "ada");
        run.environment().put("HORNERO_GIT_PASSWORD", PASSWORD);
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer other =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.add("" + exchange.getRequestHeaders().getFirst("Authorization"));
                        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
                        exchange.sendResponseHeaders(401, -1);
                    }
                });
        other.start();
        try {
            String own = commit("team/shop.git", "vendor/lib", "../lib.git", library);
            String foreign =
                    commit(
                            "team/other.git",
                            "vendor/lib",
                            "http://127.0.0.1:%d/lib.git".formatted(other.getAddress().getPort()),
                            library);

            assertThat(checkout(own).status()).isZero();
            Outcome refused = checkout("team/other.git", foreign);

            assertThat(refused.message()).contains("submodule vendor/lib at http://127.0.0.1");
            assertThat(refused.text()).doesNotContain(PASSWORD);
            assertThat(asked).isNotEmpty().containsOnly("null");
        } finally {
            other.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/team, ../lib.git, true",
        "/team, ../%6cib.git, false",
        "/team, ../../teams/lib.git, false",
        "/teams, ../lib.git, false",
        "'', ../../teams/lib.git, true"
    })
    void theCredentialGoesToThePathsThatItIsFor(String scope, String address, boolean goes)
            throws Exception {
        String lib = git.repository("teams/lib.git").commit("main", "A library", file("lib.txt"));
        git.requireBasicAuth("ada", PASSWORD);
        run.environment().put("HORNERO_GIT_USERNAME", "ada");
        run.environment().put("HORNERO_GIT_PASSWORD", PASSWORD);
        run.environment().put("HORNERO_GIT_SCOPE", scope);
        String commit = address.contains("teams") ? lib : library;
        String shop = commit("team/shop.git", "vendor/lib", address, commit);

        assertThat(checkout(shop).status()).isEqualTo(goes ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"git@127.0.0.1:team/lib.git", "ssh://git@127.0.0.1/team/lib.git"})
    void overSshOnTheRepositorysHostItIsReadAsTheRepositoryIs(String address) throws Exception {
        String shop = commit("team/shop.git", "vendor/lib", address, library);

        assertThat(checkout(shop).text()).contains("Checked out commit " + shop);
        assertThat(run.source().resolve("vendor/lib/lib.txt")).hasContent("lib.txt");
    }

    @Test
    void overSshOnAnotherHostItHasNoCredential() throws Exception {
        String shop = commit("team/shop.git", "vendor/lib", "git@localhost:team/lib.git", library);

        assertThat(checkout(shop).message())
                .contains("vendor/lib is read over ssh from localhost", "https address");
    }

    @Test
    void theSshKeyOfTheRepositoryOpensIt() throws Exception {
        assumeThat(CheckoutRun.isThere("ssh")).isTrue();
        String shop = commit("team/shop.git", "vendor/lib", "../lib.git", library);
        try (SshGitServer server = SshGitServer.start(directory.resolve("served"))) {
            run.give(server.key(), server.knownHosts());
            run.environment().put("HORNERO_COMMIT", shop);

            Outcome outcome = run.checkout(server.url("team/shop.git"));

            assertThat(outcome.text()).contains("Checked out commit " + shop);
            assertThat(run.source().resolve("vendor/lib/lib.txt")).hasContent("lib.txt");
        }
    }

    @Test
    void thePassphraseOfTheKeyGoesToNoServer() throws Exception {
        assumeThat(CheckoutRun.isThere("ssh")).isTrue();
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer other =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.add("" + exchange.getRequestHeaders().getFirst("Authorization"));
                        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
                        exchange.sendResponseHeaders(401, -1);
                    }
                });
        other.start();
        String foreign = "http://127.0.0.1:%d/lib.git".formatted(other.getAddress().getPort());
        String shop = commit("team/shop.git", "vendor/lib", foreign, library);
        try (SshGitServer server = SshGitServer.start(directory.resolve("served"))) {
            run.give(server.key("open sesame"), server.knownHosts());
            run.environment().put("HORNERO_GIT_PASSPHRASE", "open sesame");
            run.environment().put("HORNERO_COMMIT", shop);

            Outcome outcome = run.checkout(server.url("team/shop.git"));

            assertThat(outcome.message()).contains("submodule vendor/lib at " + foreign);
            assertThat(asked).isNotEmpty().containsOnly("null");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void gitsOwnDirectoryStaysWhereTheProjectKeepsIt() throws Exception {
        git.requireBasicAuth("ada", PASSWORD);
        run.environment().put("HORNERO_GIT_USERNAME", "ada");
        run.environment().put("HORNERO_GIT_PASSWORD", PASSWORD);
        run.environment().put("HORNERO_GIT_DIRECTORY", "true");
        String shop = commit("team/shop.git", "vendor/lib", "../lib.git", library);

        assertThat(checkout(shop).status()).isZero();

        assertThat(run.source().resolve(".git/HEAD")).hasContent(shop);
        assertThat(run.source().resolve("vendor/lib/.git/HEAD")).hasContent(library);
        assertThat(run.source().resolve(".git/config"))
                .content()
                .contains(git.uri("team/shop.git").toString())
                .doesNotContain(PASSWORD);
    }

    private Outcome checkout(String commit) throws Exception {
        return checkout("team/shop.git", commit);
    }

    private Outcome checkout(String repository, String commit) throws Exception {
        run.environment().put("HORNERO_COMMIT", commit);
        return run.checkout(git.uri(repository).toString());
    }

    private static Map<String, String> file(String name) {
        return Map.of(name, name + "\n");
    }

    private String commit(String repository, String path, String address, String submodule) {
        return commit(
                repository,
                "[submodule \"a\"]\n\tpath = \"%s\"\n\turl = \"%s\"\n".formatted(path, address),
                Map.of(path, submodule));
    }

    /** A Dockerfile, these .gitmodules, and submodules at these paths with these commits. */
    private String commit(String repository, String modules, Map<String, String> submodules) {
        return git.repository(repository)
                .commitWithSubmodules(
                        "main",
                        "Submodules",
                        Map.of(
                                "Dockerfile",
                                "FROM scratch\n".getBytes(UTF_8),
                                ".gitmodules",
                                modules.getBytes(UTF_8)),
                        submodules);
    }
}
