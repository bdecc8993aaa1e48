// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.benchmark;

import dev.hornero.dockerfile.DockerfileEvaluation;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Times what a change of a value costs, beside one scan of the same file. The goal for a typical
 * file of 2 KB is a 99th percentile under 5 ms; project-service evaluates twice where a value is
 * secret.
 *
 * <p>{@code ./mvnw -q test-compile exec:exec@benchmark -pl dockerfile-args
 * -Dbenchmark=EvaluationBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@Threads(1)
public class EvaluationBenchmark {
    /** What is known when a value changes. */
    public enum Given {
        NOTHING,
        HALF,
        ALL;

        private Map<String, String> known() {
            return switch (this) {
                case NOTHING -> Map.of();
                case HALF ->
                        Map.of(
                                "NODE_VERSION", "20",
                                "MAVEN_MIRROR_URL", "https://mirror/",
                                "APP_UID", "1");
                case ALL ->
                        Map.of(
                                "NODE_VERSION", "20",
                                "JAVA_VERSION", "21",
                                "NPM_TOKEN", "t",
                                "PUBLIC_URL", "/shop",
                                "MAVEN_MIRROR_URL", "",
                                "VERSION", "1.4",
                                "MAVEN_ARGS", "-B",
                                "APP_UID", "1",
                                "GIT_SHA", "",
                                "BUILD_DATE", "");
            };
        }
    }

    @Param public Given given = Given.NOTHING;

    private final byte[] file = TypicalDockerfile.TEXT.getBytes(StandardCharsets.UTF_8);
    private final DockerfileScanner scanner = DockerfileScanner.withDefaults();

    @Benchmark
    public DockerfileScan scan() {
        return scanner.scan(file, new ScanRequest(Optional.empty(), given.known()));
    }

    @Benchmark
    public DockerfileEvaluation evaluate() {
        return scanner.evaluate(file, new ScanRequest(Optional.empty(), given.known()));
    }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder().include(EvaluationBenchmark.class.getName()).build()).run();
    }
}
