// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.benchmark;

import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Scans mutated Dockerfiles for as long as it is told, and stops with an exception at the first
 * that makes the scanner throw, or take more than {@link #SLOW}.
 *
 * <p>{@code ./mvnw -q test-compile exec:exec@fuzz -pl dockerfile-args -Dduration=PT10M
 * -Dfiles=<directory>}; without {@code files} it mutates its own.
 */
public final class Fuzz {
    /** Far more than any file of this size takes, on a machine that is busy with other things. */
    private static final Duration SLOW = Duration.ofSeconds(20);

    private static final int LARGEST = 64 * 1024;
    private static final int MOST_MUTATIONS = 12;
    private static final List<String> TOKENS =
            List.of(
                    "FROM ",
                    "\nFROM a AS b\n",
                    "ARG ",
                    "ENV ",
                    "\nRUN ",
                    "COPY --from=0 ",
                    "ONBUILD ",
                    "--mount=type=bind,from=",
                    "${",
                    "}",
                    "$",
                    ":-",
                    ":?",
                    ":+",
                    "##",
                    "%%",
                    "//",
                    "\"",
                    "'",
                    "\\",
                    "\\\n",
                    "`",
                    "# escape=`\n",
                    "<<EOF",
                    "\nEOF\n",
                    "<<-",
                    "\u0000",
                    "\uFEFF",
                    "=",
                    ",",
                    "[",
                    "]",
                    "{",
                    "0",
                    "-1",
                    "99999999999999999999",
                    "\r",
                    "\t",
                    "é");

    private final DockerfileScanner scanner = DockerfileScanner.withDefaults();
    private final Random random;
    private final List<byte[]> seeds;
    private long scans;
    private long refused;
    private Duration slowest = Duration.ZERO;

    private Fuzz(long seed, List<byte[]> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    public static void main(String[] args) throws IOException {
        Duration duration = Duration.parse(args.length > 0 ? args[0] : "PT1M");
        List<byte[]> seeds = new ArrayList<>();
        if (args.length > 1 && !args[1].isBlank()) {
            try (Stream<Path> files = Files.walk(Path.of(args[1]))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    seeds.add(Files.readAllBytes(file));
                }
            }
        } else {
            seeds.add(TypicalDockerfile.TEXT.getBytes(StandardCharsets.UTF_8));
        }
        long seed = System.nanoTime();
        Fuzz fuzz = new Fuzz(seed, seeds);
        fuzz.run(duration);
        System.out.printf(
                "seed %d: %d files mutated into %d, %d of them refused, slowest %d ms, no crash%n",
                seed, seeds.size(), fuzz.scans, fuzz.refused, fuzz.slowest.toMillis());
    }

    private void run(Duration duration) {
        Instant end = Instant.now().plus(duration);
        while (Instant.now().isBefore(end)) {
            scan(mutated());
        }
    }

    private void scan(byte[] file) {
        long start = System.nanoTime();
        try {
            var scan = scanner.scan(file, request());
            scans++;
            if (scan.error().isPresent()) {
                refused++;
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new IllegalStateException("crashed on " + written(file), e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(slowest) > 0) {
            slowest = took;
        }
        if (took.compareTo(SLOW) > 0) {
            throw new IllegalStateException("took " + took + " for " + written(file));
        }
    }

    private ScanRequest request() {
        ScanRequest request = ScanRequest.lastStage();
        return switch (random.nextInt(4)) {
            case 0 -> request.withTarget("build");
            case 1 -> request.withValue("VERSION", TOKENS.get(random.nextInt(TOKENS.size())));
            default -> request;
        };
    }

    private static Path written(byte[] file) {
        try {
            return Files.write(Files.createTempFile("fuzz", ".Dockerfile"), file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] mutated() {
        byte[] file = seeds.get(random.nextInt(seeds.size()));
        for (int mutations = 1 + random.nextInt(MOST_MUTATIONS); mutations > 0; mutations--) {
            file = mutate(file);
        }
        return file;
    }

    private byte[] mutate(byte[] file) {
        int at = random.nextInt(file.length + 1);
        int end = at + random.nextInt(Math.min(200, file.length - at) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> splice(file, at, at, token());
            case 1 -> splice(file, at, end, new byte[0]);
            case 2 -> splice(file, at, end, token());
            case 3 -> splice(file, at, at, piece(seeds.get(random.nextInt(seeds.size()))));
            case 4 -> splice(file, at, at, repeated(file, at, end));
            default -> splice(file, at, Math.min(at + 1, file.length), oneByte());
        };
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] oneByte() {
        return new byte[] {(byte) random.nextInt(256)};
    }

    private byte[] piece(byte[] file) {
        int at = random.nextInt(file.length + 1);
        int length = random.nextInt(Math.min(500, file.length - at) + 1);
        byte[] piece = new byte[length];
        System.arraycopy(file, at, piece, 0, length);
        return piece;
    }

    private byte[] repeated(byte[] file, int at, int end) {
        int length = end - at;
        int times = 1 + random.nextInt(random.nextInt(20) == 0 ? 500 : 3);
        byte[] repeated = new byte[length * times];
        for (int time = 0; time < times; time++) {
            System.arraycopy(file, at, repeated, time * length, length);
        }
        return repeated;
    }

    private static byte[] splice(byte[] file, int from, int to, byte[] in) {
        int length = Math.min(LARGEST, file.length - (to - from) + in.length);
        byte[] spliced = new byte[length];
        int head = Math.min(from, length);
        System.arraycopy(file, 0, spliced, 0, head);
        int middle = Math.min(in.length, length - head);
        System.arraycopy(in, 0, spliced, head, middle);
        int tail = length - head - middle;
        System.arraycopy(file, to, spliced, head + middle, Math.min(tail, file.length - to));
        return spliced;
    }
}
