// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What scrubbing a log costs beside copying it: 16 MB in batches of 500 lines, ten values and an
 * ssh key. Run by hand; prints megabytes a second and the ratio.
 */
public final class ScrubberBenchmark {
    private static final int LINES = 500;
    private static final int MEGABYTES = 16;
    private static final int ROUNDS = 7;
    private static final String[] SAYINGS = {
        "INFO[0012] RUN npm ci --no-audit",
        "added 1342 packages, and audited 1343 packages in 21s",
        "  \"dependencies\": { \"left-pad\": \"^1.3.0\", \"path\": \"C:\\\\build\\\\x\" },",
        "[ 57%] Building CXX object src/CMakeFiles/shop.dir/cart.cpp.o",
        "Downloading https://repo.example.com/maven2/org/acme/shop/1.4.2/shop-1.4.2.jar (1.2 MB)",
        "#12 0.431 Get:1 http://deb.example.org/debian bookworm/main amd64 libc6 [2,757 kB]",
        "WARN deprecated inflight@1.0.6: This module is not supported, and leaks memory.",
        "sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945 done"
    };

    private ScrubberBenchmark() {}

    public static void main(String[] args) {
        Scrubber.Stream stream = new Scrubber(secrets()).stream();
        List<List<String>> batches = batches();
        long characters =
                batches.stream().flatMap(List::stream).mapToLong(line -> line.length() + 1).sum();
        double[] ratios = new double[ROUNDS];
        double speed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Duration copy = time(batches, ScrubberBenchmark::copied);
            Duration scrub = time(batches, stream::scrub);
            ratios[round] = (double) scrub.toNanos() / copy.toNanos();
            speed = characters / 1e6 / (scrub.toNanos() / 1e9);
        }
        Arrays.sort(ratios);
        System.out.printf(
                "%d MB of log: %.0f MB/s, %.1f x of a plain copy (median of %d)%n",
                characters / 1_000_000, speed, ratios[ROUNDS / 2], ROUNDS);
    }

    private interface Pass {
        List<String> through(List<String> lines);
    }

    private static List<String> copied(List<String> lines) {
        return List.of(String.join("\n", lines).split("\n", -1));
    }

    private static Duration time(List<List<String>> batches, Pass pass) {
        long kept = 0;
        long start = System.nanoTime();
        for (List<String> batch : batches) {
            kept += pass.through(batch).size();
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        if (kept != (long) batches.size() * LINES) {
            throw new IllegalStateException("lines are missing");
        }
        return taken;
    }

    private static Set<String> secrets() {
        Random random = new Random(42);
        StringBuilder key = new StringBuilder("-----BEGIN OPENSSH PRIVATE KEY-----\n");
        for (int line = 0; line < 40; line++) {
            key.append(word(random, 70)).append('\n');
        }
        List<String> secrets = new ArrayList<>(List.of(key.toString()));
        for (int i = 0; i < 10; i++) {
            secrets.add(word(random, 40));
        }
        return Set.copyOf(secrets);
    }

    private static String word(Random random, int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<List<String>> batches() {
        Random random = new Random(7);
        List<List<String>> batches = new ArrayList<>();
        for (long made = 0; made < MEGABYTES * 1_000_000L; ) {
            List<String> lines = new ArrayList<>();
            for (int line = 0; line < LINES; line++) {
                String said =
                        SAYINGS[random.nextInt(SAYINGS.length)] + " " + random.nextInt(10_000);
                made += said.length() + 1;
                lines.add(said);
            }
            batches.add(lines);
        }
        return batches;
    }
}
