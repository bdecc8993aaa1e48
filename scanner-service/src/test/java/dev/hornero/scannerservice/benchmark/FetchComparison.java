// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.process.Directories;
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
        try (MeteringProxy proxy = MeteringProxy.before(server.port());
                JGitSourceRepositories scans =
                        new JGitSourceRepositories(Loopback.ALLOWED, SourceLimits.defaults())) {
            for (boolean filters : new boolean[] {true, false}) {
                for (BareRepository repository : made) {
                    repository.configure("uploadpack.allowFilter", Boolean.toString(filters));
                }
                verdict.title(
                        filters
                                ? "One Dockerfile from a server that filters, medians"
                                : "One Dockerfile from a server that refuses filters (git's"
                                        + " default), medians");
                verdict.line(
                        "  %-16s %-22s %-34s %12s %9s %10s",
                        "repository", "path", "client", "received", "sent", "ms");
                for (int i = 0; i < WARM_UP; i++) {
                    read(scans, proxy, Shape.SMALL, Shape.DEEP);
                }
                for (Shape shape : Shape.values()) {
                    compare(scans, proxy, shape, filters);
                }
            }
        }
    }

    private void compare(
            JGitSourceRepositories scans, MeteringProxy proxy, Shape shape, boolean filters)
            throws Exception {
        String url = url(proxy, shape);
        for (String path : List.of(Shape.ROOT, Shape.DEEP)) {
            List<Cost> scan = new ArrayList<>();
            List<Cost> blobless = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                scan.add(proxy.cost(() -> read(scans, proxy, shape, path)));
                if (filters) {
                    Path clone = clones.resolve(shape.name() + round);
                    blobless.add(
                            proxy.cost(() -> {
                                GitClient.run(
                                        clones,
                                        "clone",
                                        "--quiet",
                                        "--depth=1",
                                        "--filter=blob:none",
                                        "--no-checkout",
                                        url,
                                        clone.toString());
                                GitClient.run(clone, "show", "HEAD:" + path);
                            }));
                    Directories.delete(clone);
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
        for (int round = 0; round < CLONES; round++) {
            Path clone = clones.resolve(shape.name() + round);
            shallow.add(
                    proxy.cost(() ->
                            GitClient.run(
                                    clones,
                                    "clone",
                                    "--quiet",
                                    "--depth=1",
                                    url,
                                    clone.toString())));
            Directories.delete(clone);
        }
        print(shape, "-", "clone --depth 1", Cost.median(shallow));
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
                "  %-16s %-22s %-34s %,12d %,9d %,10.1f",
                shape, path, client, cost.received(), cost.sent(), cost.millis());
    }

    private static void read(
            JGitSourceRepositories scans, MeteringProxy proxy, Shape shape, String path)
            throws SourceException {
        SourceFile file =
                scans.read(
                        new SourceRequest(
                                url(proxy, shape),
                                Optional.of("main"),
                                Optional.empty(),
                                path,
                                Optional.empty()));
        if (file.content().length == 0) {
            throw new IllegalStateException("nothing was read");
        }
    }

    private static String url(MeteringProxy proxy, Shape shape) {
        return "http://127.0.0.1:" + proxy.port() + "/" + shape.repository();
    }
}
