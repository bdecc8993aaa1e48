// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who gets into the ports that {@code ./hornero up} opens: no page that the user has open, by
 * whatever name it calls them, and no program that was not given the way in.
 */
@ExtendWith(SharedHornero.class)
class ForeignPagesIT {
    private static final int POSTGRES = 6;
    private static final int KUBERNETES = 7;
    private static final int GIT = 8;

    /** Of every protocol that listens, what changes something there without a way in. */
    private static final List<String> PATHS =
            List.of(
                    "/api/v1/namespaces/default/pods",
                    "/api/v1/namespaces",
                    "/api/v1/projects",
                    "/api/v1/environments",
                    "/status/v1/builds",
                    "/hello.git/git-receive-pack",
                    "/");

    private static final String ATTACK =
            """
            async ([port, paths]) => {
              const seen = [];
              const bodies = {
                'text/plain': '{"metadata":{"name":"intruder"},"name":"intruder"}',
                'application/x-www-form-urlencoded': 'name=intruder&repository=http://x/y.git',
              };
              for (const host of ['127.0.0.1', 'localhost', 'rebound.example']) {
                for (const path of paths) {
                  const url = `http://${host}:${port}${path}`;
                  for (const [type, body] of Object.entries(bodies)) {
                    await fetch(url, {method: 'POST', mode: 'no-cors', credentials: 'include',
                      headers: {'Content-Type': type}, body,
                      signal: AbortSignal.timeout(3000)}).catch(() => {});
                  }
                  await fetch(url, {credentials: 'include', signal: AbortSignal.timeout(3000)})
                    .then(answer => answer.text())
                    .then(text => seen.push(`${url} was read: ${text.slice(0, 80)}`), () => {});
                  await fetch(url, {method: 'POST', headers: {'Content-Type': 'application/json'},
                    body: bodies['text/plain'], signal: AbortSignal.timeout(3000)})
                    .then(answer => seen.push(`${url} took JSON: ${answer.status}`), () => {});
                }
                const form = document.createElement('form');
                form.method = 'POST';
                form.enctype = 'text/plain';
                form.target = 'frame';
                form.action = `http://${host}:${port}/api/v1/namespaces/default/pods`;
                form.innerHTML = '<input name=\\'{"metadata":{"name":"intruder"},"x":"\\' value=\\'"}\\'>';
                document.body.append(form);
                form.submit();
                const image = new Image();
                image.src = `http://${host}:${port}/api/v1/namespaces/default/pods?watch=true`;
                await new Promise(done => {
                  const socket = new WebSocket(
                    `ws://${host}:${port}/api/v1/namespaces/default/pods?watch=true`);
                  socket.onopen = () => {
                    seen.push(`${host}:${port} opened a web socket`);
                    done();
                  };
                  socket.onerror = done;
                  setTimeout(done, 3000);
                });
              }
              return seen;
            }
            """;

    private static RealBrowser browser;
    private static HttpServer site;

    private final RunningHornero hornero;

    ForeignPagesIT(RunningHornero hornero) {
        this.hornero = hornero;
    }

    @BeforeAll
    static void openBrowser() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext(
                "/",
                exchange -> {
                    byte[] page =
                            "<!doctype html><title>evil</title><iframe name=frame></iframe>"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        site.start();
        browser = RealBrowser.open("--host-resolver-rules=MAP *.example" + " 127.0.0.1");
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
        site.stop(0);
    }

    static List<Integer> ports() {
        return IntStream.range(0, RunningHornero.PORTS).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("ports")
    void aPageOfAnotherOriginReadsAndChangesNothing(int port) {
        List<String> namespaces = objects("/api/v1/namespaces");
        String projects = projects();

        Object seen;
        try (Page page = browser.newPage()) {
            page.navigate("http://evil.example:" + site.getAddress().getPort() + "/");
            seen = page.evaluate(ATTACK, List.of(hornero.portBase() + port, PATHS));
        }

        assertThat((List<?>) seen).isEmpty();
        assertThat(objects("/api/v1/pods")).doesNotContain("intruder");
        assertThat(objects("/api/v1/namespaces")).isEqualTo(namespaces);
        assertThat(projects()).isEqualTo(projects).doesNotContain("intruder");
    }

    @ParameterizedTest
    @MethodSource("ports")
    void aPageWhoseNameLeadsHereReadsNothingThatWantsAKey(int port) {
        try (Page page = browser.newPage()) {
            for (String path : PATHS.subList(0, PATHS.size() - 1)) {
                String url =
                        "http://rebound.example:%d%s".formatted(hornero.portBase() + port, path);
                try {
                    Response answer = page.navigate(url);
                    assertThat(answer.status()).as(url).isGreaterThanOrEqualTo(400);
                } catch (PlaywrightException noHttp) {
                    assertThat(noHttp.getMessage()).as(url).contains("net::ERR_");
                }
            }
        }
    }

    @Test
    void theClusterAndTheGitServerKnowTheirNames() {
        try (Page page = browser.newPage()) {
            for (int port : List.of(KUBERNETES, GIT)) {
                String url = "http://rebound.example:%d/".formatted(hornero.portBase() + port);
                Response answer = page.waitForResponse(url, () -> open(page, url));
                assertThat(answer.status()).as("port %d", port).isEqualTo(403);
            }
        }
    }

    private static void open(Page page, String url) {
        try {
            page.navigate(url);
        } catch (PlaywrightException withoutBody) {
            assertThat(withoutBody).hasMessageContaining("ERR_HTTP_RESPONSE_CODE_FAILURE");
        }
    }

    @Test
    void aProgramWithoutThePasswordGetsNothingOutOfKafkaAndPostgres() {
        Map<String, Object> settings = hornero.kafka();
        settings.keySet().removeIf(name -> !name.equals("bootstrap.servers"));
        settings.put("default.api.timeout.ms", "5000");
        settings.put("request.timeout.ms", "5000");
        try (Admin admin = Admin.create(settings)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .isInstanceOf(ExecutionException.class);
        }
        String url =
                "jdbc:postgresql://127.0.0.1:%d/projects".formatted(hornero.portBase() + POSTGRES);
        for (String password : List.of("", "hornero", "postgres")) {
            assertThatThrownBy(
                            () -> {
                                try (var connection =
                                        DriverManager.getConnection(url, "hornero", password)) {
                                    assertThat(connection.isValid(5)).isFalse();
                                }
                            })
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theFilesWithTheWaysInAreTheOwnersOnly() throws Exception {
        assertThat(mode(hornero.home())).isEqualTo("rwx------");
        for (String file :
                List.of("kubeconfig", "kafka.properties", "kcat.conf", "secrets.properties")) {
            assertThat(mode(hornero.home().resolve(file))).as(file).isEqualTo("rw-------");
        }
    }

    @Test
    void noCommandLineShowsAWayIn() throws Exception {
        String secrets = Files.readString(hornero.home().resolve("secrets.properties"));
        List<String> values =
                secrets.lines().map(line -> line.substring(line.indexOf('=') + 1)).toList();
        assertThat(values).isNotEmpty();
        String token = hornero.clusterToken();

        assertThat(hornero.children())
                .allSatisfy(child ->
                        assertThat(child.info().commandLine().orElse(""))
                                .doesNotContain(values)
                                .doesNotContain(token));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private String projects() {
        return hornero.rest().get("/api/v1/projects?limit=200").ok().toString();
    }

    /** The names of what the cluster has there. */
    private List<String> objects(String path) {
        return hornero.cluster().get(path).ok().at("/items").findValuesAsText("name");
    }
}
