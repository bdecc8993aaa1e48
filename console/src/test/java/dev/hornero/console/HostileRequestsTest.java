// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.console.visitor.SessionCookie;
import dev.hornero.console.visitor.Sessions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page with every kind of request that no page of the console sends, on a bare socket. */
@QuarkusTest
@QuarkusTestResource(FakeServicesResource.class)
class HostileRequestsTest {
    private static final String NOTHING = "{\"items\":[]}";

    private static final List<String> PATHS =
            List.of(
                    "/",
                    "/sign-in",
                    "/sign-out",
                    "/environments",
                    "/new/project",
                    "/new/project-env",
                    "/project-envs/dev-shop",
                    "/project-envs/dev-shop/values",
                    "/project-envs/dev-shop/builds",
                    "/builds/b-4",
                    "/builds/b-4/cancel",
                    "/builds/b-4/rebuild");

    private static final List<String> NASTY =
            List.of(
                    "%",
                    "%00",
                    "%0d%0aX-Injected:%201",
                    "%ff%fe",
                    "%c0%ae%c0%ae",
                    "%ed%a0%80",
                    "%2e%2e%2f%2e%2e",
                    "../..",
                    "..;/",
                    "//",
                    "\\",
                    "%5c",
                    "<script>",
                    "{name}",
                    "{}",
                    "%7Bname%7D",
                    "${7*7}",
                    "a".repeat(3000),
                    "%E2%80%AE",
                    ";x=1",
                    "*",
                    "?",
                    "#",
                    "+",
                    "-1",
                    "99999999999999999999");

    /** For what is too long the server answers before anything of ours reads it. */
    private static final Set<Integer> UNREAD = Set.of(413, 414, 431);

    private static final List<String> FIELDS =
            List.of(
                    "key",
                    "next",
                    "name",
                    "repository",
                    "project",
                    "environment",
                    "branch",
                    "args",
                    "commit",
                    "tag",
                    "value:VERSION",
                    "secret:VERSION",
                    "addedName",
                    "withoutCache",
                    "target",
                    "cluster",
                    "namespace",
                    "number",
                    "projectEnv",
                    "kept");

    @TestHTTPResource("/")
    URI console;

    FakeServices services;

    @Inject Sessions sessions;

    @BeforeEach
    void aShopInDev() {
        services.reset();
        services.on("GET /api/v1/environments", NOTHING)
                .on("GET /api/v1/projects", NOTHING)
                .on("GET /api/v1/project-envs", NOTHING)
                .on(
                        "GET /api/v1/project-envs/dev-shop",
                        """
                        {"id":"1","name":"dev-shop","project":"shop","environment":"dev",
                         "branch":"main","tag":"latest"}\
                        """)
                .on("GET /api/v1/project-envs/dev-shop/args", NOTHING)
                .on("GET /status/v1/project-envs", NOTHING)
                .on("GET /status/v1/builds", "{\"items\":[" + BuildJson.needsValues() + "]}")
                .on("GET /status/v1/builds/b-4", BuildJson.needsValues())
                .on("GET /status/v1/builds/b-4/logs", "{\"lines\":[],\"complete\":false}");
        for (String refused :
                List.of(
                        "POST /api/v1/projects",
                        "POST /api/v1/project-envs",
                        "POST /api/v1/environments",
                        "PATCH /api/v1/project-envs/dev-shop/args",
                        "POST /api/v1/project-envs/dev-shop/builds",
                        "POST /api/v1/builds/b-4/cancel",
                        "POST /api/v1/builds/b-4/rebuild")) {
            services.on(refused, 422, "{\"detail\":\"No.\",\"field\":\"name\"}");
        }
    }

    /** An answer as it came; status 0 where the connection was closed without one. */
    private record Answer(int status, String text) {
        String body() {
            int head = text.indexOf("\r\n\r\n");
            return head < 0 ? "" : text.substring(head + 4);
        }
    }

    private Answer send(byte[] request) throws IOException {
        try (Socket socket = new Socket(console.getHost(), console.getPort())) {
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException _) {
                // It did not want to hear the end; the answer may be there all the same
            }
            return read(socket.getInputStream());
        }
    }

    private static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            in.transferTo(bytes);
        } catch (java.net.SocketException _) {
            // Closed while we were sending
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        return new Answer(
                text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0, text);
    }

    private byte[] request(String method, String target, String headers, String body) {
        byte[] sent = body.getBytes(StandardCharsets.UTF_8);
        return String.join(
                        "\r\n",
                        "%s %s HTTP/1.1",
                        "Host: 127.0.0.1",
                        "Connection: close",
                        "Cookie: %s=%s",
                        "Sec-Fetch-Site: same-origin",
                        "%sContent-Length: %d",
                        "",
                        "%s")
                .formatted(
                        method,
                        target,
                        SessionCookie.name(false),
                        sessions.begin(FakeServices.KEY),
                        headers,
                        sent.length,
                        body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private static boolean isAddress(String target) {
        try {
            return new URI(target).getRawPath() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private void isAnsweredInTheProductsLook(SoftAssertions all, String what, Answer answer) {
        all.assertThat(answer.status()).as(what).isBetween(0, 499);
        all.assertThat(answer.text())
                .as(what)
                .doesNotContain("Exception", "\tat ", "dev.hornero", "X-Injected");
        if (answer.status() >= 400 && !UNREAD.contains(answer.status())) {
            all.assertThat(answer.body()).as(what).contains("<!DOCTYPE html>", "· Hornero</title>");
        }
    }

    @Test
    @Timeout(300)
    void noAddressOrFormFails() throws IOException {
        SoftAssertions all = new SoftAssertions();
        Random random = new Random(20260301);
        for (int i = 0; i < 1_000; i++) {
            String path = any(random, PATHS);
            String target =
                    switch (random.nextInt(5)) {
                        case 0 -> path;
                        case 1 -> path + "/" + any(random, NASTY);
                        case 2 -> path.substring(0, path.lastIndexOf('/') + 1) + any(random, NASTY);
                        case 3 -> path + "?" + fields(random);
                        default -> any(random, NASTY) + path;
                    };
            String method =
                    any(random, List.of("GET", "POST", "POST", "PUT", "DELETE", "HEAD", "BREW"));
            byte[] request =
                    request(method, target.replace(' ', '+'), headers(random), fields(random));
            Answer answer = send(request);
            if (!isAddress(target)) {
                // One that does not begin with a slash is nowhere
                all.assertThat(answer.status()).as(target).isIn(0, 400, 404);
            }
            if (!method.equals("HEAD")) {
                isAnsweredInTheProductsLook(all, method + " " + target, answer);
            }
        }
        all.assertAll();
        assertThat(services.calls("DELETE", "/")).isEmpty();
    }

    private static String headers(Random random) {
        return any(
                random,
                List.of(
                        FORM,
                        FORM,
                        FORM,
                        "",
                        "Content-Type: application/json\r\n",
                        "Content-Type: multipart/form-data; boundary=x\r\n",
                        "Content-Type: multipart/form-data\r\n",
                        "Content-Type: garbage\r\n",
                        "Content-Type: application/x-www-form-urlencoded; charset=nonsense\r\n",
                        FORM + "Accept: garbage\r\n",
                        FORM + "Accept: application/json\r\n",
                        FORM + "Accept: text/html;q=x\r\n",
                        FORM + "HX-Request: true\r\n",
                        FORM + "Cookie: hornero-session=%%%; a=\"b; ;;=\r\n",
                        FORM + "Content-Encoding: gzip\r\n"));
    }

    private static String fields(Random random) {
        return String.join(
                any(random, List.of("&", "&", "&&", ";")),
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(_ ->
                                any(random, FIELDS)
                                        + any(random, List.of("=", "=", "", "=="))
                                        + any(random, NASTY))
                        .toList());
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/projects/%zz",
                "/api/v1/projects?limit=%",
                "/status/v1/builds/{b}",
                "/status/v1/stream?lastEventId=%4"
            })
    void anAddressOfAServiceThatIsNoneIsRefusedWithAProblem(String target) throws IOException {
        Answer answer = send(request("GET", target, "", ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("application/problem+json");
        assertThat(answer.body()).contains("https://hornero.dev/problems/bad-request");
        assertThat(services.calls("GET", target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/builds/b-4", "/nothing"})
    void anAddressOrHeadersThatAreTooLongAreRefused(String path) throws IOException {
        // Or the connection is closed while the rest is on its way
        assertThat(send(request("GET", path + "?" + "a".repeat(20_000), "", "")).status())
                .isIn(0, 414);
        assertThat(
                        send(request("GET", path, "X-Long: " + "a".repeat(70_000) + "\r\n", ""))
                                .status())
                .isIn(0, 431);
    }

    @Test
    void formsThatAreTooLargeAreRefusedOnAPage() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String body :
                Stream.of("next=" + "a".repeat(2_000_000), "key=" + "a".repeat(11_000_000))
                        .toList()) {
            Answer answer = send(request("POST", "/sign-in", FORM, body));
            isAnsweredInTheProductsLook(all, body.length() + " bytes", answer);
            all.assertThat(answer.status()).isIn(0, 400, 413);
        }
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET http://evil.example.com/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "CONNECT evil.example.com:443 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "\0\1\2 / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: \1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void whatIsHardlyHttpDoesNoHarm(String request) throws IOException {
        Answer answer = send(request.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answer.status()).isNotEqualTo(200).isBetween(0, 501);
        assertThat(answer.text()).doesNotContain("Exception", "dev.hornero");
    }

    @Test
    void answersOfAServiceThatAreNoneArePagesToo() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String json : List.of("", "[]", "null", "{", "{\"items\":null}", "{\"items\":[{}]}")) {
            services.on("GET /api/v1/projects", json);
            Answer answer = send(request("GET", "/", "", ""));
            all.assertThat(answer.status()).as(json).isIn(200, 503);
            all.assertThat(answer.body())
                    .as(json)
                    .contains("· Hornero</title>")
                    .doesNotContain("Exception", "\tat ");
        }
        services.on("GET /api/v1/projects", 500, "<html>at dev.hornero</html>");
        all.assertThat(send(request("GET", "/", "", "")).status()).isEqualTo(503);
        all.assertAll();
    }
}
