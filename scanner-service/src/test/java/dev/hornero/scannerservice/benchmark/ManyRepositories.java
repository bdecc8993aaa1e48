// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanRequest;
import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.test.GitDaemon;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.SourceRequest;
import dev.hornero.git.jgit.JGitSourceRepositories;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** 1,000 repositories: scanned, and asked by {@code git ls-remote} with as many bytes sent. */
final class ManyRepositories {

    private static final int COUNT = 1_000;

    /** As many reads at a time as the scanner has for one host by default. */
    private static final int AT_A_TIME = 8;

    private static final int WARM_UP = 50;

    private final GitServer server;
    private final Path repositories;
    private final Verdict verdict;
    private final DockerfileScanner scanner = DockerfileScanner.withDefaults();

    ManyRepositories(GitServer server, Path repositories, Verdict verdict) {
        this.server = server;
        this.repositories = repositories;
        this.verdict = verdict;
    }

    /** What is done with each repository. */
    private interface Visit {
        void to(int repository) throws Exception;
    }

    void run() throws Exception {
        for (int i = 0; i < COUNT; i++) {
            BareRepository repository = server.repository(name(i));
            if (repository.tip("main").isEmpty()) {
                repository.configure("uploadpack.allowFilter", "true");
                repository.commit(
                        "main",
                        "Begin",
                        Map.of(
                                "Dockerfile",
                                "FROM scratch\nARG VERSION\nLABEL v=$VERSION n=" + i + "\n",
                                "README.md",
                                "repository " + i + "\n"));
            }
        }
        try (MeteringProxy proxy = MeteringProxy.before(server.port());
                JGitSourceRepositories scans =
                        new JGitSourceRepositories(Loopback.ALLOWED, SourceLimits.defaults());
                HttpClient http = HttpClient.newHttpClient()) {
            String url = "http://127.0.0.1:" + proxy.port() + "/";
            Visit scan = i -> scan(scans, url + name(i));
            for (int i = 0; i < WARM_UP; i++) {
                scan.to(i);
            }
            Cost one = proxy.cost(() -> all(1, scan));
            int bytes = Math.toIntExact(one.received() / COUNT);
            HttpServer plain = serving(new byte[bytes]);
            try {
                HttpRequest same =
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:" + plain.getAddress().getPort()))
                                .build();
                Visit list =
                        i -> {
                            GitClient.run(
                                    Path.of("."), "ls-remote", url + name(i), "refs/heads/main");
                            http.send(same, HttpResponse.BodyHandlers.discarding());
                        };
                Cost listOne = proxy.cost(() -> all(1, list));
                Cost several = proxy.cost(() -> all(AT_A_TIME, scan));
                verdict.title("1,000 repositories, one Dockerfile each");
                print("scans, one at a time", one);
                print("ls-remote and " + bytes + " bytes, one at a time", listOne);
                print("scans, " + AT_A_TIME + " at a time", several);
                verdict.line(
                        "          scans a second, of the loop's: %.2f one at a time, %.2f %d at a"
                                + " time",
                        listOne.millis() / one.millis(),
                        listOne.millis() / several.millis(),
                        AT_A_TIME);
            } finally {
                plain.stop(0);
            }
            runOnDaemon(scans);
        }
    }

    /** Whose processes are not started from here, so that the time of our own code shows. */
    private void runOnDaemon(JGitSourceRepositories scans) throws Exception {
        try (GitDaemon daemon = GitDaemon.start(repositories)) {
            String url = "git://127.0.0.1:" + daemon.port() + "/";
            OperatingSystemMXBean system =
                    (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = system.getProcessCpuTime();
            long start = System.nanoTime();
            all(AT_A_TIME, i -> scan(scans, url + name(i)));
            double seconds = (System.nanoTime() - start) / 1e9;
            verdict.line(
                    "  %-48s %8.1f a second, %.2f ms of our processor time each",
                    "scans from a git daemon, " + AT_A_TIME + " at a time",
                    COUNT / seconds,
                    (system.getProcessCpuTime() - cpu) / 1e6 / COUNT);
        }
    }

    private void print(String what, Cost cost) {
        verdict.line(
                "  %-48s %8.1f a second %,10d bytes each",
                what, COUNT / (cost.millis() / 1000), cost.received() / COUNT);
    }

    private void scan(JGitSourceRepositories scans, String url) throws Exception {
        byte[] file =
                scans.read(
                                new SourceRequest(
                                        url,
                                        Optional.of("main"),
                                        Optional.empty(),
                                        "Dockerfile",
                                        Optional.of("."),
                                        Optional.empty()))
                        .content();
        if (scanner.scan(file, ScanRequest.lastStage()).arguments().isEmpty()) {
            throw new IllegalStateException("no argument was found");
        }
    }

    private static void all(int atATime, Visit visit) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(atATime)) {
            List<Future<?>> visits = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                int repository = i;
                visits.add(
                        threads.submit(() -> {
                            visit.to(repository);
                            return null;
                        }));
            }
            for (Future<?> each : visits) {
                each.get();
            }
        }
    }

    private static HttpServer serving(byte[] content) throws Exception {
        HttpServer plain =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.createContext(
                "/",
                exchange -> {
                    try (exchange;
                            OutputStream body = exchange.getResponseBody()) {
                        exchange.sendResponseHeaders(200, content.length);
                        body.write(content);
                    }
                });
        plain.start();
        return plain;
    }

    private static String name(int i) {
        return "many/" + i + ".git";
    }
}
