// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.process.Directories;
import io.fabric8.kubernetes.client.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may talk to the API server: raw requests, as a page in a browser can send them. */
class ApiServerAccessIT {

    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String POD =
            """
            {"metadata":{"name":"intruder"},"spec":{"containers":[{"name":"main",
             "image":"docker.io/alpine/git:2","command":["sh","-c","id"]}]}}
            """;

    private static Path data;
    private static EmbeddedCluster cluster;
    private static String token;
    private static String self;

    @BeforeAll
    static void start() throws Exception {
        data = Directories.temporary("hornero-it-");
        cluster = EmbeddedCluster.start(data, 0, ClusterSettings.DEFAULT.withoutKubelet());
        token = "Bearer " + Config.fromKubeconfig(cluster.kubeconfig()).getAutoOAuthToken();
        self = "127.0.0.1:" + cluster.masterUrl().getPort();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        Directories.delete(data);
    }

    @Test
    void whoHasTheTokenOfTheKubeconfigIsServed() throws Exception {
        assertThat(get(PODS, "Host: " + self, "Authorization: " + token)).isEqualTo(200);
        assertThat(get(PODS, "Host: localhost:" + port(), "Authorization: " + token))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PODS,
                PODS + "?watch=true",
                PODS + "/some/log?follow=true",
                "/api",
                "/apis/batch/v1",
                "/version",
                "/nothing"
            })
    void withoutTheTokenNothingIsSaid(String path) throws Exception {
        assertThat(get(path, "Host: " + self)).isEqualTo(401);
        assertThat(get(path, "Host: " + self, "Authorization: " + token + "x")).isEqualTo(401);
        assertThat(get(path, "Host: " + self, "Authorization: Bearer ")).isEqualTo(401);
        assertThat(get(path, "Host: " + self, "Connection: Upgrade", "Upgrade: websocket"))
                .isEqualTo(401);
    }

    @Test
    void healthIsForEveryLocalProgramButNotForOtherNames() throws Exception {
        assertThat(get("/readyz", "Host: " + self)).isEqualTo(200);
        assertThat(get("/readyz", "Host: rebound.example:" + port())).isEqualTo(403);
    }

    @Test
    void aNameThatIsNotItsOwnIsRefusedEvenWithTheToken() throws Exception {
        for (String host :
                List.of(
                        "rebound.example",
                        "rebound.example:" + port(),
                        "127.0.0.1",
                        "127.0.0.1:1",
                        self + ".example",
                        "")) {
            assertThat(get(PODS, "Host: " + host, "Authorization: " + token))
                    .as(host)
                    .isEqualTo(403);
        }
    }

    @Test
    void aPageOfAnotherOriginIsRefusedEvenWithTheToken() throws Exception {
        for (String origin :
                List.of("http://evil.example", "null", "http://127.0.0.1:1", "https://" + self)) {
            String answer =
                    send(
                            "GET",
                            PODS,
                            "",
                            "Host: " + self,
                            "Authorization: " + token,
                            "Origin: " + origin);
            assertThat(status(answer)).as(origin).isEqualTo(403);
            assertThat(answer.toLowerCase(java.util.Locale.ROOT)).doesNotContain("access-control-");
        }
        assertThat(
                        get(
                                PODS,
                                "Host: " + self,
                                "Authorization: " + token,
                                "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
        // The watches of some clients name the server itself.
        assertThat(get(PODS, "Host: " + self, "Authorization: " + token, "Origin: http://" + self))
                .isEqualTo(200);
    }

    @Test
    void whatAFormCanSendCreatesNothing() throws Exception {
        for (String type :
                List.of(
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "text/plain; application/json",
                        "")) {
            List<String> headers =
                    type.isEmpty()
                            ? List.of("Host: " + self)
                            : List.of("Host: " + self, "Content-Type: " + type);
            assertThat(post(headers)).as(type).isEqualTo(415);
            assertThat(post(with(headers, "Authorization: " + token))).as(type).isEqualTo(415);
        }
        assertThat(post(List.of("Host: " + self, "Content-Type: application/json"))).isEqualTo(401);
        assertThat(get(PODS + "/intruder", "Host: " + self, "Authorization: " + token))
                .isEqualTo(404);
    }

    @Test
    void theTokenSurvivesARestartAndOnlyItsOwnerReadsIt() throws Exception {
        String before = cluster.kubeconfig();
        int port = port();
        cluster.close();
        cluster = EmbeddedCluster.start(data, port, ClusterSettings.DEFAULT.withoutKubelet());

        assertThat(cluster.kubeconfig()).isEqualTo(before);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(token.substring("Bearer ".length()))) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------");
                }
            }
        }
    }

    private static int port() {
        return cluster.masterUrl().getPort();
    }

    private static List<String> with(List<String> headers, String one) {
        return Stream.concat(headers.stream(), Stream.of(one)).toList();
    }

    private static int post(List<String> headers) throws IOException {
        return status(send("POST", PODS, POD, headers.toArray(String[]::new)));
    }

    private static int get(String path, String... headers) throws IOException {
        return status(send("GET", path, "", headers));
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static String send(String method, String path, String body, String... headers)
            throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            Arrays.asList(headers).forEach(header -> request.append(header).append("\r\n"));
            request.append("Content-Length: %d\r\n".formatted(body.length()));
            if (!Arrays.asList(headers).contains("Connection: Upgrade")) {
                request.append("Connection: close\r\n");
            }
            request.append("\r\n").append(body);
            socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
            var answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            var head = new StringBuilder();
            for (String line = answer.readLine();
                    line != null && !line.isEmpty();
                    line = answer.readLine()) {
                head.append(line).append('\n');
            }
            return head.toString();
        }
    }
}
