// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.process.Directories;
import dev.hornero.embedded.test.GitDaemon;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.SourceRequest;
import dev.hornero.git.jgit.JGitSourceRepositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One Dockerfile: by a scan, by a clone without blobs, and by a shallow clone. */
final class FetchComparison {

    private static final int ROUNDS = 15;
    private static final int ROUNDS_OF_LARGE = 7;
    private static final int CLONES = 3;
    private static final int WARM_UP = 30;

    private static final long SPARE_BYTES = 64 * 1024;
    private static final double TIME_OF_SMALL = 0.8;
    private static final double TIME_OF_FILES = 0.05;

    private final GitServer server;
    private final Path clones;
    private final Path repositories;
    private final Verdict verdict;

    FetchComparison(GitServer server, Path directory, Verdict verdict) {
        this.server = server;
        this.repositories = directory.resolve("repositories");
        this.clones = directory.resolve("clones");
        this.verdict = verdict;
    }

    void run() throws Exception {
        sweep();
        List<BareRepository> made = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            made.add(shape.make(repositories));
        }
        try (GitDaemon daemon = GitDaemon.start(repositories);
                MeteringProxy httpProxy = MeteringProxy.before(server.port());
                MeteringProxy gitProxy = MeteringProxy.before(daemon.port());
                JGitSourceRepositories scans = scanner()) {
            Far http = new Far(scans, "http", server.port(), httpProxy);
            Far git = new Far(scans, "git", daemon.port(), gitProxy);
            List<Shape> all = List.of(Shape.values());
            filter(made, true);
            Shape.FILES.reverseIndex(repositories, false);
            run("git http-backend that filters", http, all, true);
            run("git daemon that filters", git, all, true);
            Shape.FILES.reverseIndex(repositories, true);
            run(
                    "git http-backend whose packs have reverse indexes",
                    http,
                    List.of(Shape.FILES),
                    true);
            run("git daemon whose packs have reverse indexes", git, List.of(Shape.FILES), true);
            Shape.FILES.reverseIndex(repositories, false);
            filter(made, false);
            run("git http-backend that refuses filters (git's default)", http, all, false);
        }
    }

    private static JGitSourceRepositories scanner() {
        return new JGitSourceRepositories(Loopback.ALLOWED, SourceLimits.defaults());
    }

    private static void filter(List<BareRepository> made, boolean filters) {
        for (BareRepository repository : made) {
            repository.configure("uploadpack.allowFilter", Boolean.toString(filters));
        }
    }

    /**
     * A server, and who scans there. Times are taken without the proxy: it reads the server's
     * answers before the client does, and so acknowledges them in its place.
     */
    private record Far(
            JGitSourceRepositories scans, String scheme, int direct, MeteringProxy proxy) {

        String url(int port, Shape shape) {
            return scheme + "://127.0.0.1:" + port + "/" + shape.repository();
        }

        void read(int port, Shape shape, String path) throws SourceException {
            read(scans, port, shape, path);
        }

        /** By somebody who read nothing before. */
        void firstRead(int port, Shape shape, String path) throws SourceException {
            try (JGitSourceRepositories fresh = scanner()) {
                read(fresh, port, shape, path);
            }
        }

        private void read(JGitSourceRepositories scanner, int port, Shape shape, String path)
                throws SourceException {
            SourceFile file =
                    scanner.read(
                            new SourceRequest(
                                    url(port, shape),
                                    Optional.of("main"),
                                    Optional.empty(),
                                    path,
                                    Optional.of("."),
                                    Optional.empty()));
            if (file.content().length == 0) {
                throw new IllegalStateException("nothing was read");
            }
        }

        /** Of a scan of a repository that was read before. */
        BareRequests requests(Shape shape, String path) throws Exception {
            read(proxy.port(), shape, path);
            return BareRequests.of(scheme, proxy.requests(() -> read(proxy.port(), shape, path)));
        }
    }

    /** What goes on at a port. */
    private interface Client {
        void run(int port) throws Exception;
    }

    private Duration time(Far far, Client client) throws Exception {
        long start = System.nanoTime();
        client.run(far.direct());
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        sweep();
        return time;
    }

    private Cost counted(Far far, Client client) throws Exception {
        Cost cost = far.proxy().cost(() -> client.run(far.proxy().port()));
        sweep();
        return cost;
    }

    private void sweep() throws IOException {
        Directories.delete(clones);
        Directories.existing(clones);
    }

    private void run(String serving, Far far, List<Shape> shapes, boolean filters)
            throws Exception {
        verdict.title("One Dockerfile from a " + serving + ", medians");
        verdict.line(
                "  %-16s %-26s %-32s %12s %9s %10s",
                "repository", "path", "client", "received", "sent", "ms");
        for (int i = 0; i < WARM_UP; i++) {
            far.read(far.direct(), Shape.SMALL, Shape.SMALL.deep());
        }
        for (Shape shape : shapes) {
            for (String path : List.of(Shape.ROOT, shape.deep())) {
                compare(far, shape, path, filters);
            }
            others(far, shape);
        }
    }

    private void compare(Far far, Shape shape, String path, boolean filters) throws Exception {
        Client scan = port -> far.read(port, shape, path);
        Client first = port -> far.firstRead(port, shape, path);
        Client blobless = port -> blobless(far.url(port, shape), path);
        Cost scanned = counted(far, first);
        if (!filters) {
            print(shape, path, "scan", scanned.taking(times(far, scan, rounds(shape))));
            return;
        }
        Cost cloned = counted(far, blobless);
        BareRequests requests = far.requests(shape, path);
        List<Duration> firsts = new ArrayList<>();
        List<Duration> ours = new ArrayList<>();
        List<Duration> theirs = new ArrayList<>();
        List<Duration> bare = new ArrayList<>();
        for (int round = 0; round < rounds(shape); round++) {
            firsts.add(time(far, first));
            ours.add(time(far, scan));
            bare.add(requests.time(far.direct()));
            theirs.add(time(far, blobless));
        }
        Cost our = scanned.taking(ours);
        Cost their = cloned.taking(theirs);
        Cost least = scanned.taking(bare);
        print(shape, path, "scan, the first", scanned.taking(firsts));
        print(shape, path, "scan, one that follows", our);
        print(shape, path, "clone --filter=blob:none, show", their);
        verdict.line(
                "          the scan's %d requests, sent without looking at the answers: %.1f ms,"
                        + " %.3f of the blobless clone",
                requests.messages().size(), least.millis(), least.millis() / their.millis());
        goals(shape, path, our, their);
    }

    private static int rounds(Shape shape) {
        return shape == Shape.SMALL ? ROUNDS : ROUNDS_OF_LARGE;
    }

    private List<Duration> times(Far far, Client client, int rounds) throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            times.add(time(far, client));
        }
        return times;
    }

    private void others(Far far, Shape shape) throws Exception {
        Client shallow = port -> clone(far.url(port, shape), "--no-checkout");
        // What a server needs to say hello, whatever it is asked afterwards
        Client hello =
                port ->
                        GitClient.run(
                                clones,
                                "ls-remote",
                                "--quiet",
                                far.url(port, shape),
                                "refs/heads/main");
        print(
                shape,
                "-",
                "clone --depth 1 --no-checkout",
                counted(far, shallow).taking(times(far, shallow, CLONES)));
        print(shape, "-", "ls-remote", counted(far, hello).taking(times(far, hello, CLONES)));
    }

    private void blobless(String url, String path) throws Exception {
        Path clone = clone(url, "--filter=blob:none", "--no-checkout");
        GitClient.run(clone, "show", "HEAD:" + path);
    }

    private Path clone(String url, String... how) throws Exception {
        Path clone = Files.createTempDirectory(clones, "clone");
        List<String> all = new ArrayList<>(List.of("clone", "--quiet", "--depth=1"));
        all.addAll(List.of(how));
        all.addAll(List.of(url, clone.toString()));
        GitClient.run(clones, all.toArray(String[]::new));
        return clone;
    }

    private void goals(Shape shape, String path, Cost scan, Cost blobless) throws Exception {
        long needed = 0;
        String directory = "";
        for (String part : path.split("/", -1)) {
            needed += size(shape, "HEAD:" + directory);
            directory = directory + (directory.isEmpty() ? "" : "/") + part;
        }
        needed += size(shape, "HEAD:" + path);
        verdict.goal(
                "KiB beside the trees on the path (%d bytes) and the Dockerfile".formatted(needed),
                Math.max(0, scan.received() - needed) / 1024.0,
                SPARE_BYTES / 1024.0);
        double ratio = scan.millis() / blobless.millis();
        switch (shape) {
            case SMALL -> verdict.goal("time of the blobless clone", ratio, TIME_OF_SMALL);
            case FILES -> verdict.goal("time of the blobless clone", ratio, TIME_OF_FILES);
            case BLOBS, COMMITS ->
                    verdict.line("          time of the blobless clone: %.3f", ratio);
        }
    }

    private long size(Shape shape, String object) throws Exception {
        return Long.parseLong(
                GitClient.run(repositories.resolve(shape.repository()), "cat-file", "-s", object)
                        .strip());
    }

    private void print(Shape shape, String path, String client, Cost cost) {
        verdict.line(
                "  %-16s %-26s %-32s %,12d %,9d %,10.1f",
                shape, path, client, cost.received(), cost.sent(), cost.millis());
    }
}
