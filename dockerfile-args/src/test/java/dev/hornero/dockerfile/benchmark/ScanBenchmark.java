// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.benchmark;

import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Times one scan. To be had: a typical file in under 100 µs, so 10,000 a second on one core, and a
 * file of 1 MiB and 20,000 instructions in under 50 ms.
 *
 * <p>{@code ./mvnw -q test-compile exec:exec@benchmark -pl dockerfile-args}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@Threads(1)
public class ScanBenchmark {
    private static final int LARGE_INSTRUCTIONS = 20_000;
    private static final int LARGE_BYTES = 1024 * 1024;
    private static final int STAGES = 10_000;
    private static final int DEPTH = 100_000;

    /** The kinds of files that are timed. */
    public enum Kind {
        /** 2 KB, three stages, as a service has it. */
        TYPICAL,
        /** 1 MiB of 20,000 instructions. */
        LARGE,
        /** 10,000 stages, each continuing and copying from the one before. */
        STAGES,
        /** {@code ${a:-${a:-…}}}, 100,000 deep. */
        NESTED
    }

    @Param public Kind kind = Kind.TYPICAL;

    private byte[] file = new byte[0];
    private final DockerfileScanner scanner = DockerfileScanner.withSizeLimit(2 * LARGE_BYTES);

    @Setup
    public void write() {
        String text =
                switch (kind) {
                    case TYPICAL -> TypicalDockerfile.TEXT;
                    case LARGE -> large();
                    case STAGES -> stages();
                    case NESTED -> nested();
                };
        file = text.getBytes(StandardCharsets.UTF_8);
        DockerfileScan scan = scanner.scan(file, ScanRequest.lastStage());
        if (scan.error().isPresent()) {
            throw new IllegalStateException(kind + " is no right Dockerfile: " + scan.error());
        }
    }

    @Benchmark
    public DockerfileScan scan() {
        return scanner.scan(file, ScanRequest.lastStage());
    }

    private static String large() {
        StringBuilder text = new StringBuilder("FROM alpine\n");
        for (int at = 0; at < LARGE_INSTRUCTIONS - 1; at++) {
            text.append(
                    switch (at % 5) {
                        case 0 -> "ARG A%d=v$A%d\n".formatted(at, at - 5);
                        case 1 -> "ENV E%d=x${A%d:-default}/bin\n".formatted(at, at - 1);
                        case 2 -> "COPY --chown=1000 src/%d /dst/$E%d\n".formatted(at, at - 1);
                        case 3 -> "LABEL org.example.l%d=\"$A%d\"\n".formatted(at, at - 3);
                        default ->
                                "RUN make target-%d \\\n    && echo \"$A%d\" > /etc/made\n"
                                        .formatted(at, at - 4);
                    });
        }
        while (text.length() < LARGE_BYTES - 80) {
            text.append("# what has to be said about this is said here and on other lines\n");
        }
        return text.toString();
    }

    private static String stages() {
        StringBuilder text = new StringBuilder("FROM alpine AS s0\nARG A\n");
        for (int at = 1; at < STAGES; at++) {
            text.append(
                    "FROM s%d AS s%d\nCOPY --from=s%d / /\nRUN echo $A\n"
                            .formatted(at - 1, at, at - 1));
        }
        return text.toString();
    }

    private static String nested() {
        String word = "${a:-".repeat(DEPTH) + "x" + "}".repeat(DEPTH);
        StringBuilder text = new StringBuilder("FROM alpine\nENV X=");
        for (int at = 0; at < word.length(); at += 1_000) {
            text.append(word, at, Math.min(word.length(), at + 1_000)).append("\\\n");
        }
        return text.append('\n').toString();
    }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder().include(ScanBenchmark.class.getName()).build()).run();
    }
}
