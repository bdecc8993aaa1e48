// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Stands between one orchestrator and the API server: writes down what is asked, and spoils some of
 * it. Logs of containers it makes up itself, for clusters that run none.
 */
public final class ApiProxy implements AutoCloseable {
    private static final List<String> PASSED_ON =
            List.of("Content-Type", "Accept", "Authorization");
    private static final String GONE =
            """
            {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure",\
            "reason":"Expired","code":410,"message":"too old resource version"}}
            """;

    private final URI server;
    private final HttpServer front;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<HttpExchange> watches = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private Predicate<Call> frozen = _ -> false;
    private volatile Function<Call, Fault> faults = _ -> Fault.NONE;
    private final AtomicInteger following = new AtomicInteger();
    private volatile boolean endless;
    private volatile String log = "INFO[0000] COPY . /";

    private ApiProxy(URI server, HttpServer front) {
        this.server = server;
        this.front = front;
    }

    static {
        // Else every small answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Before this API server, at a port of its own. */
    public static ApiProxy before(URI server) throws IOException {
        HttpServer front =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ApiProxy proxy = new ApiProxy(server, front);
        front.setExecutor(proxy.threads);
        front.createContext("/", proxy::handle);
        front.start();
        return proxy;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + front.getAddress().getPort());
    }

    /** Everything that was asked so far, in order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Decides about each request from now on. */
    public void spoil(Function<Call, Fault> decision) {
        faults = decision;
    }

    /** What each container has logged; lines without their times. */
    public void logs(String text) {
        log = text;
    }

    /** Lets nothing through in either direction, as if the process behind were stopped. */
    public void freeze() {
        freeze(_ -> true);
    }

    /** Lets nothing of these calls through, nor of what answers them. */
    public void freeze(Predicate<Call> calls) {
        synchronized (gate) {
            frozen = calls;
        }
    }

    /** Passes on what was delayed, in its order. */
    public void thaw() {
        synchronized (gate) {
            frozen = _ -> false;
            gate.notifyAll();
        }
    }

    private void awaitThaw(Call call) throws InterruptedException {
        synchronized (gate) {
            while (frozen.test(call)) {
                gate.wait();
            }
        }
    }

    /** From now on a container's log has one line and does not end. */
    public void endlessLogs() {
        endless = true;
    }

    /** How many logs are being followed. */
    public int following() {
        return following.get();
    }

    private void followEndlessly(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody()
                .write((Instant.now() + " " + log + "\n").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        following.incrementAndGet();
        try {
            new CountDownLatch(1).await();
        } finally {
            following.decrementAndGet();
        }
    }

    /** Cuts whatever is being watched. */
    public void cutWatches() {
        watches.forEach(HttpExchange::close);
    }

    /** Tells all watchers that what they saw last is too old to go on from, and cuts them. */
    public void expireWatches() {
        for (HttpExchange watch : watches) {
            try {
                watch.getResponseBody().write(GONE.getBytes(StandardCharsets.UTF_8));
                watch.getResponseBody().flush();
            } catch (IOException e) {
                // The watcher has gone by itself.
            } finally {
                watch.close();
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestHeaders().containsKey("Upgrade")) {
                // Clients that try a web socket first take 200 as "plain HTTP here" and ask again.
                answer(exchange, 200, Map.of("Connection", "close"), "{}");
                return;
            }
            Call call = Call.of(exchange.getRequestMethod(), exchange.getRequestURI());
            awaitThaw(call);
            calls.add(call);
            switch (faults.apply(call)) {
                case Fault.None() -> pass(exchange, call);
                case Fault.CutBefore() -> exchange.getRequestBody().readAllBytes();
                case Fault.CutAfter() -> forward(exchange).body().close();
                case Fault.Answer(var code, var headers, var body) ->
                        answer(exchange, code, headers, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange exchange, Call call) throws IOException, InterruptedException {
        if (call.resource().equals("pods/log") && endless) {
            followEndlessly(exchange);
            return;
        }
        if (call.resource().equals("pods/log")) {
            answer(exchange, 200, Map.of(), Instant.now() + " " + log + "\n");
            return;
        }
        HttpResponse<InputStream> answer = forward(exchange);
        boolean watch = call.verb().equals("watch");
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        if (watch) {
            watches.add(exchange);
        }
        try (InputStream from = answer.body();
                OutputStream to = exchange.getResponseBody()) {
            to.flush();
            byte[] bytes = new byte[8192];
            for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                awaitThaw(call);
                to.write(bytes, 0, read);
                to.flush();
            }
        } finally {
            watches.remove(exchange);
        }
    }

    private HttpResponse<InputStream> forward(HttpExchange exchange)
            throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(exchange.getRequestURI().toString()))
                        .method(
                                exchange.getRequestMethod(),
                                body.length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : PASSED_ON) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static void answer(
            HttpExchange exchange, int code, Map<String, String> headers, String body)
            throws IOException {
        exchange.getRequestBody().readAllBytes();
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
