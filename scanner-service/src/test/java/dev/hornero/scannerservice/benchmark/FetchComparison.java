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
import java.nio.file.Path;
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
        Directories.delete(clones);
        Directories.existing(clones);
        List<BareRepository> made = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            made.add(shape.make(repositories));
        }
        try (GitDaemon daemon = GitDaemon.start(repositories);
                MeteringProxy http = MeteringProxy.before(server.port());
                MeteringProxy git = MeteringProxy.before(daemon.port());
                JGitSourceRepositories scans =
                        new JGitSourceRepositories(Loopback.ALLOWED, SourceLimits.defaults())) {
            filter(made, true);
            run("git http-backend that filters", new Far(scans, http, "http"), true);
            run("git daemon that filters", new Far(scans, git, "git"), true);
            filter(made, false);
            run(
                    "git http-backend that refuses filters (git's default)",
                    new Far(scans, http, "http"),
                    false);
        }
    }

    private static void filter(List<BareRepository> made, boolean filters) {
        for (BareRepository repository : made) {
            repository.configure("uploadpack.allowFilter", Boolean.toString(filters));
        }
    }

    /** A server behind its proxy, and who scans there. */
    private record Far(JGitSourceRepositories scans, MeteringProxy proxy, String scheme) {
        String url(Shape shape) {
            return scheme + "://127.0.0.1:" + proxy.port() + "/" + shape.repository();
        }

        void read(Shape shape, String path) throws SourceException {
            SourceFile file =
                    scans.read(
                            new SourceRequest(
                                    url(shape),
                                    Optional.of("main"),
                                    Optional.empty(),
                                    path,
                                    Optional.empty()));
            if (file.content().length == 0) {
                throw new IllegalStateException("nothing was read");
            }
        }

        Cost scan(Shape shape, String path) throws Exception {
            return proxy.cost(() -> read(shape, path));
        }

        /** What a server needs to say hello, whatever it is asked afterwards. */
        Cost greeting(Path directory, Shape shape) throws Exception {
            return proxy.cost(() ->
                    GitClient.run(
                            directory, "ls-remote", "--quiet", url(shape), "refs/heads/main"));
        }
    }

    private void run(String serving, Far far, boolean filters) throws Exception {
        verdict.title("One Dockerfile from a " + serving + ", medians");
        verdict.line(
                "  %-16s %-26s %-32s %12s %9s %10s",
                "repository", "path", "client", "received", "sent", "ms");
        for (int i = 0; i < WARM_UP; i++) {
            far.read(Shape.SMALL, Shape.SMALL.deep());
        }
        for (Shape shape : Shape.values()) {
            compare(far, shape, filters);
        }
    }

    private void compare(Far far, Shape shape, boolean filters) throws Exception {
        for (String path : List.of(Shape.ROOT, shape.deep())) {
            List<Cost> scan = new ArrayList<>();
            List<Cost> blobless = new ArrayList<>();
            int rounds = shape == Shape.SMALL ? ROUNDS : ROUNDS_OF_LARGE;
            for (int round = 0; round < rounds; round++) {
                scan.add(far.scan(shape, path));
                if (filters) {
                    blobless.add(blobless(far, shape, path));
                }
            }
            Cost ours = Cost.median(scan);
            print(shape, path, "scan", ours);
            if (filters) {
                Cost theirs = Cost.median(blobless);
                print(shape, path, "clone --filter=blob:none, show", theirs);
                goals(shape, path, ours, theirs);
            }
        }
        List<Cost> shallow = new ArrayList<>();
        List<Cost> greeting = new ArrayList<>();
        for (int round = 0; round < CLONES; round++) {
            shallow.add(clone(far, shape, "clone", "--quiet", "--depth=1", "--no-checkout"));
            greeting.add(far.greeting(clones, shape));
        }
        print(shape, "-", "clone --depth 1 --no-checkout", Cost.median(shallow));
        print(shape, "-", "ls-remote", Cost.median(greeting));
    }

    private Cost blobless(Far far, Shape shape, String path) throws Exception {
        Path clone = clones.resolve("clone");
        Cost cost =
                far.proxy()
                        .cost(() -> {
                            GitClient.run(
                                    clones,
                                    "clone",
                                    "--quiet",
                                    "--depth=1",
                                    "--filter=blob:none",
                                    "--no-checkout",
                                    far.url(shape),
                                    clone.toString());
                            GitClient.run(clone, "show", "HEAD:" + path);
                        });
        Directories.delete(clone);
        return cost;
    }

    private Cost clone(Far far, Shape shape, String... arguments) throws Exception {
        Path clone = clones.resolve("clone");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(far.url(shape), clone.toString()));
        Cost cost = far.proxy().cost(() -> GitClient.run(clones, all.toArray(String[]::new)));
        Directories.delete(clone);
        return cost;
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
