// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The CGI side of {@code git http-backend} (RFC 3875, as far as git uses it). */
final class HttpBackend implements HttpHandler {

    private static final int MAX_HEADER_LINE = 8192;

    private final Path root;

    HttpBackend(Path root) {
        this.root = root;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Process backend = start(exchange);
            try {
                Thread.ofVirtual().start(() -> feed(exchange, backend));
                answer(exchange, backend);
            } finally {
                backend.destroy();
            }
        }
    }

    private Process start(HttpExchange exchange) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("git", "http-backend")
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.putAll(Git.ISOLATION);
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("GATEWAY_INTERFACE", "CGI/1.1");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put(
                "QUERY_STRING",
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        environment.put("REMOTE_ADDR", exchange.getRemoteAddress().getAddress().getHostAddress());
        // No REMOTE_USER: with one, git would also take pushes
        pass(exchange, "Content-Type", environment, "CONTENT_TYPE");
        pass(exchange, "Content-Length", environment, "CONTENT_LENGTH");
        pass(exchange, "Content-Encoding", environment, "HTTP_CONTENT_ENCODING");
        pass(exchange, "Git-Protocol", environment, "GIT_PROTOCOL");
        return builder.start();
    }

    private static void pass(
            HttpExchange exchange, String header, Map<String, String> environment, String name) {
        String value = exchange.getRequestHeaders().getFirst(header);
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static void feed(HttpExchange exchange, Process backend) {
        try (OutputStream stdin = backend.getOutputStream()) {
            exchange.getRequestBody().transferTo(stdin);
        } catch (IOException e) {
            // Either side closed the connection. No one is left to answer, and git must not wait
            // for more
            backend.destroy();
        }
    }

    private static void answer(HttpExchange exchange, Process backend) throws IOException {
        try (InputStream output = backend.getInputStream()) {
            int status = readHeaders(output, exchange.getResponseHeaders());
            exchange.sendResponseHeaders(status, 0);
            output.transferTo(exchange.getResponseBody());
        }
    }

    private static int readHeaders(InputStream output, Headers headers) throws IOException {
        int status = 200;
        for (String line = readLine(output); !line.isEmpty(); line = readLine(output)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("git http-backend sent no header: " + line);
            }
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            if (name.equalsIgnoreCase("Status")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else {
                headers.set(name, value);
            }
        }
        return status;
    }

    private static String readLine(InputStream output) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = output.read(); next != '\n'; next = output.read()) {
            if (next < 0) {
                throw new EOFException("git http-backend ended within its headers");
            }
            if (line.size() > MAX_HEADER_LINE) {
                throw new IOException("git http-backend sent an endless header");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
