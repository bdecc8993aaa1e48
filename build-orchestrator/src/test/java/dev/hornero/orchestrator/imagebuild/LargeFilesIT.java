// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.orchestrator.imagebuild.CheckoutRun.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Git LFS keeps, in a checkout. The server is one of this test: none is at hand. */
@ParameterizedClass
@ValueSource(strings = {"sh", "busybox sh"})
class LargeFilesIT {
    private static final String CONTENT = "content of the model\n";
    private static final String ATTRIBUTES = "*.bin filter=lfs diff=lfs merge=lfs -text\n";

    private final String shell;

    @TempDir private Path directory;

    private CheckoutRun run;
    private GitServer git;
    private HttpServer server;
    private String content = CONTENT;
    private String missing = "not here";
    private final List<String> asked = new CopyOnWriteArrayList<>();

    LargeFilesIT(String shell) {
        this.shell = shell;
    }

    @BeforeEach
    void serve() throws IOException {
        run = new CheckoutRun(shell, directory);
        git = GitServer.start(directory.resolve("served"), 0);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/objects/batch", this::batch);
        server.createContext("/content", exchange -> answer(exchange, content));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        git.close();
    }

    @Test
    void theirContentIsFetchedWhereTheImageHasGitLfs() throws Exception {
        Outcome outcome = checkoutWithLfs(Map.of("a model.bin", pointer(CONTENT)), address());

        assertThat(outcome.text()).contains("Fetching files of Git LFS", "Checked out commit");
        assertThat(outcome.message()).isEmpty();
        assertThat(run.source().resolve("a model.bin")).hasContent(CONTENT);
    }

    @Test
    void oneThatTheServerMissesEndsTheCheckoutWithItsName() throws Exception {
        Map<String, String> files =
                Map.of("model.bin", pointer(CONTENT), "gone.bin", pointer("never uploaded"));

        Outcome outcome = checkoutWithLfs(files, address());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.message())
                .contains("could not be fetched by Git LFS (gone.bin): ")
                .contains("not here");
    }

    /** As where the volume is full then, which git-lfs does not say by its status. */
    @Test
    void oneThatIsNotWrittenToItsEndEndsTheCheckout() throws Exception {
        assumeThat(CheckoutRun.isThere("git-lfs")).isTrue();
        Path program =
                Stream.of(System.getenv("PATH").split(":", -1))
                        .map(path -> Path.of(path, "git-lfs"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow();
        Path full = directory.resolve("bin/git-lfs");
        Files.writeString(
                full,
                """
                #!/bin/sh
                %s "$@" || exit
                [ "$1" != pull ] || printf con >model.bin
                """
                        .formatted(program));
        assertThat(full.toFile().setExecutable(true)).isTrue();

        Outcome outcome = checkoutWithLfs(Map.of("model.bin", pointer(CONTENT)), address());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.message()).contains("could not be written by Git LFS (model.bin)");
    }

    @Test
    void whatOnlyLooksLikeAPointerIsNoneThatMustBeFetched() throws Exception {
        Map<String, String> files =
                Map.of("model.bin", pointer(CONTENT), "test.txt", pointer("never uploaded"));

        Outcome outcome = checkoutWithLfs(files, address());

        assertThat(outcome.status()).isZero();
        assertThat(outcome.message()).isEmpty();
        assertThat(run.source().resolve("model.bin")).hasContent(CONTENT);
        assertThat(run.source().resolve("test.txt")).hasContent(pointer("never uploaded"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[lfs]\n\turl = http://10.0.0.1/lfs\n",
                "[remote \"origin\"]\n\tlfsurl = http://10.0.0.1/lfs\n",
                "\ufeff[lfs]\n\turl = http://10.0.0.1/lfs\n",
                "[include]\n\tpath = other\n"
            })
    void itsServerIsOneThatMayBeRead(String settings) throws Exception {
        Map<String, String> files =
                Map.of(
                        "model.bin",
                        pointer(CONTENT),
                        "other",
                        "[lfs]\n\turl = http://10.0.0.1/lfs\n");

        assertThat(checkoutWithSettings(files, settings).message())
                .contains("has the address 10.0.0.1");
    }

    /** git-lfs reads its settings at each attempt, and files have come by then. */
    @Test
    void itsServerIsJudgedAtEachAttempt() throws Exception {
        content = "[lfs]\n\turl = http://10.0.0.1/lfs\n";
        missing = "connection refused";
        String id = digest(content);
        String path =
                ".git/lfs/objects/%s/%s/%s".formatted(id.substring(0, 2), id.substring(2, 4), id);

        Outcome outcome =
                checkoutWithSettings(
                        Map.of("a.bin", pointer(content), "gone.bin", pointer("never uploaded")),
                        "[remote \"origin\"]\n\tlfsurl = %s\n[include]\n\tpath = %s\n"
                                .formatted(address(), path));

        assertThat(outcome.message()).contains("has the address 10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://git@127.0.0.1/team/shop.git, 'which the project''s git credential is not for'",
        "ssh://git@127.0.0.1/team/shop;id, 'a server of Git LFS that cannot be read'",
        "git@127.0.0.1:team/$(id), 'a server of Git LFS that cannot be read'"
    })
    void overSshItsServerIsOneOfTheCredentialAndPlainlySpelled(String address, String refusal)
            throws Exception {
        assertThat(
                        checkoutWithSettings(
                                        Map.of("model.bin", pointer(CONTENT)),
                                        "[lfs]\n\turl = \"%s\"\n".formatted(address))
                                .message())
                .contains(refusal);
    }

    @ParameterizedTest
    @CsvSource({"/team/lfs, true", "/secret/lfs, false"})
    void itsServerGetsTheCredentialAtPathsThatThisIsFor(String path, boolean gets)
            throws Exception {
        Outcome outcome = checkoutWithCredential(path, false);

        assertThat(outcome.status()).as(outcome.text()).isEqualTo(gets ? 0 : 1);
        assertThat(asked).contains("null");
        assertThat(asked.stream().anyMatch(sent -> !sent.equals("null"))).isEqualTo(gets);
    }

    @Test
    void aCredentialThatItRefusesIsNotTriedAgain() throws Exception {
        Outcome outcome = checkoutWithCredential("/team/lfs", true);

        assertThat(outcome.message()).endsWith(": the server refuses the git credential");
        assertThat(asked).hasSize(2);
    }

    @Test
    void settingsThatGitLfsIgnoresAreNoReason() throws Exception {
        Outcome outcome =
                checkoutWithSettings(
                        Map.of("gone.bin", pointer("never uploaded")),
                        "[lfs]\n\turl = %s\n\tconcurrenttransfers = 1\n".formatted(address()));

        assertThat(outcome.message()).contains("not here");
    }

    @Test
    void itLeavesNoHooksInAGitDirectoryThatStays() throws Exception {
        run.environment().put("HORNERO_GIT_DIRECTORY", "true");

        Outcome outcome = checkoutWithLfs(Map.of("model.bin", pointer(CONTENT)), address());

        assertThat(outcome.status()).isZero();
        assertThat(run.source().resolve(".git/hooks/post-checkout")).doesNotExist();
    }

    @Test
    void aBuildIsWarnedOfPointersWhereTheImageHasNoGitLfs() throws Exception {
        run.hide("git-lfs");
        Map<String, String> files = new HashMap<>();
        files.put("sub/model.bin", pointer(CONTENT));
        files.put("no pointer.bin", "content");
        files.put("model.txt", pointer(CONTENT));

        Outcome outcome = checkout(files);

        assertThat(outcome.message())
                .isEqualTo(
                        "LFS_POINTER The build context has a pointer of Git LFS for sub/model.bin:"
                                + " the checkout image has no git-lfs.\n");
        assertThat(run.source().resolve("sub/model.bin")).hasContent(pointer(CONTENT));
    }

    @Test
    void aNameBeginsNoWarningOfItsOwnAndHidesNone() throws Exception {
        run.hide("git-lfs");

        Outcome outcome =
                checkout(
                        Map.of(
                                "a\rLFS_POINTER b.bin", pointer(CONTENT),
                                "c\nd.bin", pointer(CONTENT),
                                "e.bin", pointer(CONTENT)));

        assertThat(outcome.message().lines())
                .singleElement()
                .asString()
                .contains("a?LFS_POINTER b.bin, e.bin: the checkout image");
    }

    @Test
    void ofManyTheFirstAreNamed() throws Exception {
        run.hide("git-lfs");

        Outcome outcome =
                checkout(
                        IntStream.range(10, 2000)
                                .boxed()
                                .collect(Collectors.toMap(i -> i + ".bin", _ -> pointer(CONTENT))));

        assertThat(outcome.message()).contains("and 1980 more").hasSizeLessThan(300);
    }

    /** From one host that has the repository and Git LFS, with a credential for /team. */
    private Outcome checkoutWithCredential(String path, boolean refuses) throws Exception {
        run.environment().put("HORNERO_GIT_USERNAME", "ada");
        run.environment().put("HORNERO_GIT_PASSWORD", "secret");
        run.environment().put("HORNERO_GIT_SCOPE", "/team");
        server.createContext(
                path + "/objects/batch",
                exchange -> {
                    String sent = exchange.getRequestHeaders().getFirst("Authorization");
                    asked.add("" + sent);
                    if (sent == null || refuses) {
                        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
                        exchange.sendResponseHeaders(401, -1);
                        exchange.close();
                    } else {
                        batch(exchange);
                    }
                });
        server.createContext(
                "/team/shop.git",
                exchange -> {
                    String to = git.uri("shop.git") + "/info/refs?service=git-upload-pack";
                    exchange.getResponseHeaders().set("Location", to);
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        assumeThat(CheckoutRun.isThere("git-lfs")).isTrue();
        commit(
                Map.of(
                        "model.bin",
                        pointer(CONTENT),
                        ".lfsconfig",
                        "[lfs]\n\turl = %s%s\n".formatted(address(), path)));
        return run.checkout(address() + "/team/shop.git");
    }

    private Outcome checkoutWithLfs(Map<String, String> files, String address) throws Exception {
        return checkoutWithSettings(files, "[lfs]\n\turl = %s\n".formatted(address));
    }

    private Outcome checkoutWithSettings(Map<String, String> files, String settings)
            throws Exception {
        assumeThat(CheckoutRun.isThere("git-lfs")).isTrue();
        Map<String, String> all = new HashMap<>(files);
        all.put(".lfsconfig", settings);
        return checkout(all);
    }

    private Outcome checkout(Map<String, String> files) throws Exception {
        commit(files);
        return run.checkout(git.uri("shop.git").toString());
    }

    private void commit(Map<String, String> files) {
        Map<String, String> all = new HashMap<>(files);
        all.put("Dockerfile", "FROM scratch\n");
        all.put(".gitattributes", ATTRIBUTES);
        String commit = git.repository("shop.git").commit("main", "Files", all);
        run.environment().put("HORNERO_COMMIT", commit);
    }

    private static String pointer(String content) {
        return "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n"
                .formatted(digest(content), content.length());
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The batch API of Git LFS, for one object. */
    private void batch(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String known = digest(content);
        String lost = digest("never uploaded");
        StringBuilder objects = new StringBuilder();
        if (request.contains(known)) {
            objects.append(
                    """
                    {"oid":"%s","size":%d,"actions":{"download":{"href":"%s/content"}}}\
                    """
                            .formatted(known, content.length(), address()));
        }
        if (request.contains(lost)) {
            objects.append(objects.isEmpty() ? "" : ",")
                    .append(
                            """
                            {"oid":"%s","size":14,"error":{"code":404,"message":"%s"}}\
                            """
                                    .formatted(lost, missing));
        }
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.git-lfs+json");
        answer(exchange, "{\"transfer\":\"basic\",\"objects\":[" + objects + "]}");
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }
}
