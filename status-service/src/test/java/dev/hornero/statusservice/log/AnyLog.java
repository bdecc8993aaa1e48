// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.events.Code;
import dev.hornero.events.log.LogLine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Lines and their deliveries, in any order and with repetitions. */
final class AnyLog {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Some of them alone are enough for a full chunk. */
    private static final List<Integer> LENGTHS = List.of(0, 1, 80, 5_000, 40_000);

    private AnyLog() {}

    static Arbitrary<List<List<LogLine>>> deliveries() {
        return line().list().ofMaxSize(12).list().ofMaxSize(12);
    }

    /** What a line says follows from its identity. */
    private static Arbitrary<LogLine> line() {
        return Combinators.combine(
                        Arbitraries.of("pod-1", "pod-2"),
                        Arbitraries.of("checkout", "kaniko"),
                        Arbitraries.integers().between(-1, 9),
                        Arbitraries.integers().between(0, 1))
                .as(AnyLog::line);
    }

    static LogLine line(String pod, String container, int nano, int ordinal) {
        String id = "%s %s %d %d ".formatted(pod, container, nano, ordinal);
        int length = LENGTHS.get(Math.floorMod(id.hashCode(), LENGTHS.size()));
        LogLine.Kind kind = nano < 0 ? LogLine.Kind.GAP : LogLine.Kind.OUTPUT;
        return new LogLine(
                pod,
                container,
                NOON.plusNanos(nano),
                ordinal,
                Code.of(kind),
                id + "é".repeat(length));
    }

    /** Each line once, in the order of the first deliveries. */
    static List<LogLine> whole(List<List<LogLine>> deliveries) {
        Map<LineId, LogLine> lines = new LinkedHashMap<>();
        deliveries.stream()
                .flatMap(List::stream)
                .forEach(line -> lines.putIfAbsent(LineId.of(line), line));
        return List.copyOf(lines.values());
    }
}
