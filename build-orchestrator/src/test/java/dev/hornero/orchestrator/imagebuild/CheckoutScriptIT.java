// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.test.SshGitServer;
import dev.hornero.orchestrator.imagebuild.CheckoutRun.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checkout against real git servers, in the shells that checkout images have. */
@ParameterizedClass
@ValueSource(strings = {"sh", "busybox sh"})
class CheckoutScriptIT {
    private static final String PASSWORD = "s3cret-of-the-host";

    private final String shell;
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @TempDir private Path directory;

    private CheckoutRun run;
    private Map<String, String> environment;
    private GitServer git;
    private String commit;

    CheckoutScriptIT(String shell) {
        this.shell = shell;
    }

    @BeforeEach
    void serveARepository() throws IOException {
        run = new CheckoutRun(shell, directory);
        environment = run.environment();
        git = GitServer.start(directory.resolve("served"), 0);
        commit =
                git.repository("team/shop.git")
                        .commit("main", "Say it", Map.of("Dockerfile", "FROM scratch\n"));
        environment.put("HORNERO_COMMIT", commit);
    }

    @AfterEach
    void stop() {
        git.close();
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void aRepositoryOnAHostThatIsAllowedIsCheckedOut() throws Exception {
        Outcome outcome = checkout(git.uri("team/shop.git").toString());

        assertThat(outcome.text()).contains("Checked out commit " + commit);
        assertThat(outcome.status()).isZero();
        assertThat(directory.resolve("workspace/source/Dockerfile")).hasContent("FROM scratch");
    }

    @Test
    void aHostIsKnownByItsAddressesAndNotByItsName() throws Exception {
        Outcome allowed = checkout("http://localhost:%d/team/shop.git".formatted(git.port()));
        environment.put("HORNERO_GIT_ALLOW_CIDRS", "");
        Outcome refused = checkout("http://localhost:%d/team/shop.git".formatted(git.port()));

        assertThat(allowed.text()).contains("Checked out commit " + commit);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.message())
                .contains("localhost", "which is not a public one", "HORNERO_GIT_ALLOW_CIDRS");
    }

    @Test
    void aSchemeThatIsNotAllowedIsNotRead() throws Exception {
        environment.put("HORNERO_GIT_SCHEMES", "https:ssh");

        assertThat(checkout(git.uri("team/shop.git").toString()).message())
                .contains("http://", "HORNERO_GIT_ALLOW_SCHEMES");
        assertThat(checkout("file://" + directory.resolve("served/team/shop.git")).message())
                .contains("file://", "HORNERO_GIT_ALLOW_SCHEMES");
    }

    @Test
    void aHostWithoutAnAddressIsSaidToHaveNone() throws Exception {
        assertThat(checkout("http://nowhere.invalid/team/shop.git").message())
                .contains("nowhere.invalid cannot be resolved");
    }

    @Test
    void anAllowedHostThatSendsToAnotherAllowedOneIsFollowedThere() throws Exception {
        String first = redirecting(location -> git.uri("team/shop.git") + location);

        Outcome outcome = checkout(first + "/old.git");

        assertThat(outcome.text()).contains("Checked out commit " + commit);
    }

    @Test
    void aServerMaySendToAnotherPathOfItsOwn() throws Exception {
        HttpServer[] own = new HttpServer[1];
        own[0] =
                server(
                        "127.0.0.1",
                        exchange -> {
                            if (exchange.getRequestURI().getPath().startsWith("/old.git")) {
                                redirect(exchange, "/moved.git" + rest(exchange));
                            } else {
                                redirect(exchange, git.uri("team/shop.git") + rest(exchange));
                            }
                        });

        assertThat(checkout(address(own[0]) + "/old.git").text())
                .contains("Checked out commit " + commit);
    }

    @Test
    void aServerThatSendsToAHostThatIsNotAllowedIsNotFollowed() throws Exception {
        HttpServer inner = server("127.0.0.2", exchange -> answer(exchange, 404));
        String first = redirecting(location -> address(inner) + "/inner.git" + location);

        Outcome outcome = checkout(first + "/old.git");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.message()).contains("127.0.0.2", "which is not a public one");
        assertThat(asked).noneMatch(line -> line.startsWith("127.0.0.2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://0177.0.0.1:1/x.git",
                "http://2130706433/x.git",
                "http://127.1/x.git",
                "http://u:p@127.0.0.1/x.git",
                "file:///etc",
                "http://127.0.0.1/$(id)/x.git`id`",
                "http://-oProxyCommand=x/x.git",
                "ext::sh -c id"
            })
    void aServerMaySendToNoAddressThatProgramsReadDifferently(String to) throws Exception {
        String first = redirecting(location -> to + location);

        Outcome outcome = checkout(first + "/old.git");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.message()).contains("an address that cannot be read");
    }

    @Test
    void aServerThatSendsInACircleIsLeft() throws Exception {
        HttpServer[] own = new HttpServer[1];
        own[0] =
                server(
                        "127.0.0.1",
                        exchange ->
                                redirect(exchange, address(own[0]) + "/x.git" + rest(exchange)));

        Outcome outcome = checkout(address(own[0]) + "/x.git");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.message()).contains("could not be read");
        assertThat(asked).hasSizeLessThan(20);
    }

    @Test
    void aCredentialGoesToItsHostAndNotToTheOneThatThisSendsTo() throws Exception {
        HttpServer other = server("127.0.0.1", exchange -> answer(exchange, 401));
        HttpServer own =
                server(
                        "127.0.0.1",
                        exchange -> {
                            if (exchange.getRequestHeaders().containsKey("Authorization")) {
                                redirect(exchange, address(other) + "/x.git" + rest(exchange));
                            } else {
                                answer(exchange, 401);
                            }
                        });
        environment.put("HORNERO_GIT_USERNAME", "ada");
        environment.put("HORNERO_GIT_PASSWORD", PASSWORD);

        Outcome outcome = checkout(address(own) + "/x.git");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.text() + outcome.message()).doesNotContain(PASSWORD);
        String pair = Base64.getEncoder().encodeToString(("ada:" + PASSWORD).getBytes(UTF_8));
        assertThat(asked)
                .contains("127.0.0.1:" + own.getAddress().getPort() + " Basic " + pair)
                .contains("127.0.0.1:" + other.getAddress().getPort() + " null")
                .noneMatch(line ->
                        line.startsWith("127.0.0.1:" + other.getAddress().getPort())
                                && line.contains("Basic"));
    }

    @Test
    void aCredentialOpensItsHost() throws Exception {
        git.requireBasicAuth("ada", PASSWORD);
        environment.put("HORNERO_GIT_USERNAME", "ada");
        environment.put("HORNERO_GIT_PASSWORD", PASSWORD);

        assertThat(checkout(git.uri("team/shop.git").toString()).text())
                .contains("Checked out commit " + commit)
                .doesNotContain(PASSWORD);
    }

    @Test
    void aServerThatIsTooSlowOnceIsWaitedForLonger() throws Exception {
        environment.put("HORNERO_CHECKOUT_PATIENCE", "1");
        CountDownLatch askedAgain = new CountDownLatch(1);
        try (FaultyGitServer server =
                faulty((number, exchange, answer) -> {
                    if (number == 1) {
                        askedAgain.await();
                    } else {
                        askedAgain.countDown();
                        FaultyGitServer.send(exchange, answer);
                    }
                })) {
            Outcome outcome = checkout(server.url("team/shop.git"));

            assertThat(outcome.text())
                    .contains("the server was too slow", "attempt 2 of 4")
                    .contains("Checked out commit " + commit)
                    .doesNotContain("branches");
            assertThat(server.packs()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatStaysTooSlowIsNotAskedForAllBranches() throws Exception {
        environment.put("HORNERO_CHECKOUT_PATIENCE", "1");
        environment.put("HORNERO_CHECKOUT_ATTEMPTS", "2");
        try (FaultyGitServer slow =
                faulty((number, exchange, answer) -> FaultyGitServer.beSilent())) {
            Outcome outcome = checkout(slow.url("team/shop.git"));

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.message())
                    .isEqualTo(
                            "The repository %s could not be read: the server was too slow: less than"
                                            .formatted(slow.url("team/shop.git"))
                                    + " 1000 bytes a second for 2 s");
            assertThat(outcome.text()).doesNotContain("branches");
            assertThat(slow.packs()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerThatIsCutOffInTheMiddleIsAskedForAgain() throws Exception {
        try (FaultyGitServer server =
                faulty((number, exchange, answer) -> {
                    if (number < 4) {
                        FaultyGitServer.cut(exchange, answer);
                    } else {
                        FaultyGitServer.send(exchange, answer);
                    }
                })) {
            Outcome outcome = checkout(server.url("team/shop.git"));

            assertThat(outcome.text())
                    .contains("attempt 4 of 4", "Checked out commit " + commit)
                    .doesNotContain("branches");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aStatusThatPassesIsWaitedFor(int status) throws Exception {
        try (FaultyGitServer server =
                faulty((number, exchange, answer) -> {
                    if (number == 1) {
                        exchange.getResponseHeaders().set("Retry-After", "1");
                        exchange.sendResponseHeaders(status, -1);
                    } else {
                        FaultyGitServer.send(exchange, answer);
                    }
                })) {
            assertThat(checkout(server.url("team/shop.git")).text())
                    .contains("error: " + status, "attempt 2 of 4 follows in 1 s")
                    .contains("Checked out commit " + commit)
                    .doesNotContain("branches");
        }
    }

    @Test
    void aHostThatRefusesConnectionsIsTriedAsOftenAsAnyFailureThatPasses() throws Exception {
        HttpServer gone = server("127.0.0.1", exchange -> answer(exchange, 404));
        gone.stop(0);

        Outcome outcome = checkout(address(gone) + "/team/shop.git");

        assertThat(outcome.text()).contains("attempt 4 of 4").doesNotContain("branches");
        assertThat(outcome.message()).contains("Failed to connect");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410, 501})
    void aStatusThatStaysEndsTheCheckoutAtOnce(int status) throws Exception {
        HttpServer server = server("127.0.0.1", exchange -> answer(exchange, status));

        Outcome outcome = checkout(address(server) + "/team/shop.git");

        assertThat(outcome.message())
                .contains(status == 404 ? "/team/shop.git/' not found" : "error: " + status);
        assertThat(outcome.text()).doesNotContain("branches", "attempt");
        assertThat(asked).hasSize(1);
    }

    /** Without the version of the protocol git gives only the tips of branches, as others do. */
    @Test
    void aServerThatGivesNoCommitByItsIdIsAskedForAllBranches() throws Exception {
        git.repository("team/shop.git").commit("main", "Later", Map.of("Dockerfile", "FROM x\n"));
        try (FaultyGitServer server =
                new FaultyGitServer(
                        git.uri(""),
                        FaultyGitServer.Version.WITHHELD,
                        (number, exchange, answer) -> FaultyGitServer.send(exchange, answer))) {
            assertThat(checkout(server.url("team/shop.git")).text())
                    .contains("does not give the commit by its id; fetching branches and tags")
                    .contains("Checked out commit " + commit);
        }
    }

    @Test
    void aCommitThatIsNowhereIsSaidToBeGone() throws Exception {
        environment.put("HORNERO_COMMIT", "1".repeat(40));

        assertThat(checkout(git.uri("team/shop.git").toString()).message())
                .isEqualTo(
                        "Commit %s is not in the repository %s (any more)."
                                .formatted("1".repeat(40), git.uri("team/shop.git")));
    }

    @ParameterizedTest
    @CsvSource({"'\n', ''", "'\r\n', ''", "'', ''", "'\r\n', open sesame"})
    void anSshKeyOpensItsServerHoweverItsLinesEnd(String end, String passphrase) throws Exception {
        try (SshGitServer server = ssh()) {
            String key = server.key();
            if (!passphrase.isEmpty()) {
                environment.put("HORNERO_GIT_PASSPHRASE", passphrase);
                key = server.key(passphrase);
            }
            key = key.strip();
            run.give(key.replace("\n", end.isEmpty() ? "\n" : end) + end, server.knownHosts());

            assertThat(checkout(server.url("team/shop.git")).text())
                    .contains("Checked out commit " + commit);
        }
    }

    @Test
    void aKeyThatTheSshServerDoesNotKnowIsSaidToBeRefused() throws Exception {
        try (SshGitServer server = ssh()) {
            run.give(SshGitServer.newKey(), server.knownHosts());

            Outcome outcome = checkout(server.url("team/shop.git"));

            assertThat(outcome.message())
                    .contains("refuses the key", "Permission denied (")
                    .doesNotContain("the repository exists");
            assertThat(outcome.text()).doesNotContain("branches", "attempt");
        }
    }

    @Test
    void anSshServerThatShowsAnotherKeyGetsNothing() throws Exception {
        try (SshGitServer server = ssh()) {
            run.give(server.key(), server.outdatedKnownHosts());

            Outcome outcome = checkout(server.url("team/shop.git"));

            assertThat(outcome.message()).contains("shows another key than the known hosts");
            assertThat(outcome.text()).doesNotContain("branches", "attempt");
        }
    }

    @Test
    void anUntrustedSshServerGetsNothing() throws Exception {
        try (SshGitServer server = ssh()) {
            run.give(server.key(), "");

            assertThat(checkout(server.url("team/shop.git")).message())
                    .contains("known hosts of the git credential have no line");
        }
    }

    @Test
    void anSshKeyThatCannotBeReadIsSaidToBeTheCause() throws Exception {
        try (SshGitServer server = ssh()) {
            String key = server.key();
            run.give(key.replaceFirst("b3BlbnNzaC", "AAAAAAAAAA"), server.knownHosts());

            assertThat(checkout(server.url("team/shop.git")).message())
                    .contains("ssh key of the git credential cannot be read (");
        }
    }

    @Test
    void aWrongPassphraseIsSaidToBeTheCauseWithoutShowingIt() throws Exception {
        try (SshGitServer server = ssh()) {
            environment.put("HORNERO_GIT_PASSPHRASE", "wr0ng");
            run.give(server.key("right"), server.knownHosts());

            Outcome outcome = checkout(server.url("team/shop.git"));

            assertThat(outcome.message()).contains("passphrase", "does not open its ssh key");
            assertThat(outcome.text() + outcome.message()).doesNotContain("wr0ng");
            assertThat(server.passwords()).isEmpty();
        }
    }

    @Test
    void aKeyWithoutItsPassphraseIsSaidToBeTheCause() throws Exception {
        try (SshGitServer server = ssh()) {
            run.give(server.key("right"), server.knownHosts());

            assertThat(checkout(server.url("team/shop.git")).message())
                    .contains("passphrase of the git credential is missing");
        }
    }

    @Test
    void aRepositoryThatTheSshServerDoesNotHaveIsSaidToBeTheCause() throws Exception {
        try (SshGitServer server = ssh()) {
            run.give(server.key(), server.knownHosts());

            assertThat(checkout(server.url("team/other.git")).message())
                    .contains("does not appear to be a git repository")
                    .doesNotContain("the repository exists");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true",
        "2606:4700:4700::1111, true",
        "::ffff:8.8.8.8, true",
        "10.1.2.3, false",
        "127.0.0.2, false",
        "169.254.169.254, false",
        "172.31.255.255, false",
        "172.32.0.0, true",
        "100.127.255.255, false",
        "224.0.0.1, false",
        "::, false",
        "::2, false",
        "::ffff:10.1.2.3, false",
        "::ffff:a01:203, false",
        "::10.1.2.3, false",
        "64:ff9b::a01:203, false",
        "fe80::1, false",
        "fe80::1%eth0, false",
        "fd12:3456::1, false",
        "2001:db8::1, false",
        "2002:a01:203::, false",
        "1:2:3:4:5:6:7:8:9, false",
        "300.1.1.1, false",
        "host, false",
        "10.9.0.7, true",
        "fd00:9::7, true",
        "127.0.0.1, true",
        "::1, true"
    })
    void anAddressIsJudgedAsTheScannerJudgesIt(String address, boolean allowed) throws Exception {
        environment.put("HORNERO_GIT_ALLOW_CIDRS", "10.9.0.0/16 fd00:9::/32 127.0.0.1 ::1/128");
        String script = Scripts.CHECKOUT;
        String functions =
                script.substring(
                        script.indexOf("refused_addresses() {"),
                        script.indexOf("# The addresses of a host"));

        Outcome outcome =
                run.script(functions + "\nprintf '%s\\n' \"$1\" | refused_addresses", address);

        assertThat(outcome.text().strip()).isEqualTo(allowed ? "" : address);
    }

    private FaultyGitServer faulty(FaultyGitServer.Fault fault) throws IOException {
        return new FaultyGitServer(git.uri(""), FaultyGitServer.Version.PASSED_ON, fault);
    }

    private SshGitServer ssh() throws IOException {
        assumeThat(CheckoutRun.isThere("ssh")).isTrue();
        return SshGitServer.start(directory.resolve("served"));
    }

    private Outcome checkout(String repository) throws Exception {
        return run.checkout(repository);
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private interface Place {
        String of(String rest);
    }

    private String redirecting(Place place) throws IOException {
        return address(
                server("127.0.0.1", exchange -> redirect(exchange, place.of(rest(exchange)))));
    }

    private HttpServer server(String host, Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(
                            "%s:%d %s"
                                    .formatted(
                                            host,
                                            server.getAddress().getPort(),
                                            exchange.getRequestHeaders()
                                                    .getFirst("Authorization")));
                    try (exchange) {
                        answer.to(exchange);
                    }
                });
        server.start();
        servers.add(server);
        return server;
    }

    private static String address(HttpServer server) {
        return "http://%s:%d"
                .formatted(
                        server.getAddress().getAddress().getHostAddress(),
                        server.getAddress().getPort());
    }

    private static String rest(HttpExchange exchange) {
        return "/info/refs?" + exchange.getRequestURI().getRawQuery();
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(301, -1);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        if (status == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        }
        exchange.sendResponseHeaders(status, -1);
    }
}
