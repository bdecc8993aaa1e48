// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.log.LogLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LogHeadTest {
    private static final LogLimit LIMIT = new LogLimit(1024 * 1024);

    @Provide
    Arbitrary<List<List<LogLine>>> deliveries() {
        return AnyLog.deliveries();
    }

    @Property(tries = 300)
    void anySplitAndRepetitionOfLinesGivesTheSameLog(
            @ForAll("deliveries") List<List<LogLine>> deliveries) {
        Chunks log = new Chunks();
        deliveries.forEach(lines -> log.add(lines, false));
        assertThat(log.lines()).isEqualTo(AnyLog.whole(deliveries));

        log.add(List.of(), true);
        assertThat(log.lines()).isEqualTo(AnyLog.whole(deliveries));
        assertThat(log.head.complete()).isTrue();
    }

    @Property(tries = 100)
    void chunksFollowEachOtherAndSmallOnesComeLast(
            @ForAll("deliveries") List<List<LogLine>> deliveries) {
        Chunks log = new Chunks();
        for (List<LogLine> lines : deliveries) {
            log.add(lines, false);

            long next = 1;
            long bytes = 0;
            long small = 0;
            for (LogChunk chunk : log.chunks.values()) {
                assertThat(chunk.first()).isEqualTo(next);
                assertThat(chunk.begins()).isEqualTo(bytes);
                assertThat(chunk.bytes() >= LogHead.FULL)
                        .isEqualTo(chunk.last() <= log.head.packedLines());
                small += chunk.bytes() < LogHead.FULL ? chunk.bytes() : 0;
                next = chunk.last() + 1;
                bytes = chunk.ends();
            }
            assertThat(small).isLessThan(LogHead.FULL);
            assertThat(log.head.lines()).isEqualTo(next - 1);
            assertThat(log.head.bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void ofALogThatIsTooLongTheBeginningAndTheEndStay() {
        Chunks log = new Chunks();
        List<LogLine> lines = longLog();
        for (LogLine line : lines) {
            log.add(List.of(line), false);

            long kept = log.chunks.values().stream().mapToLong(LogChunk::bytes).sum();
            long largest =
                    log.chunks.values().stream().mapToLong(LogChunk::bytes).max().orElseThrow();
            assertThat(kept)
                    .isGreaterThanOrEqualTo(Math.min(LIMIT.bytes(), log.head.bytes()))
                    .isLessThanOrEqualTo(LIMIT.bytes() + 3 * largest);
        }
        List<LogLine> kept = log.lines();
        int begin =
                IntStream.range(0, kept.size())
                        .filter(i -> !kept.get(i).equals(lines.get(i)))
                        .findFirst()
                        .orElseThrow();
        assertThat(LogChunk.bytes(kept.subList(0, begin)))
                .isGreaterThanOrEqualTo(LIMIT.bytes() / 2);
        assertThat(kept.subList(begin, kept.size()))
                .isEqualTo(lines.subList(lines.size() - kept.size() + begin, lines.size()));
    }

    @Test
    void linesThatWereCutAreNotStoredAgain() {
        Chunks log = new Chunks();
        List<LogLine> lines = longLog();
        lines.forEach(line -> log.add(List.of(line), false));
        List<LogLine> kept = log.lines();

        log.add(lines, false);

        assertThat(log.lines()).isEqualTo(kept);
        assertThat(log.head.lines()).isEqualTo(lines.size());
    }

    /** Lines of about two kilobytes, three times as long as is kept. */
    private static List<LogLine> longLog() {
        return IntStream.range(0, 1_500)
                .mapToObj(i -> {
                    LogLine like = AnyLog.line("pod-1", "kaniko", i, 0);
                    return new LogLine(
                            like.pod(),
                            like.container(),
                            like.time(),
                            0,
                            like.kind(),
                            i + "x".repeat(2_000));
                })
                .toList();
    }

    /** Chunks as the table has them. */
    private static final class Chunks {
        private final NavigableMap<Long, LogChunk> chunks = new TreeMap<>();
        private LogHead head = LogHead.empty(LocalDate.EPOCH);

        void add(List<LogLine> given, boolean last) {
            LogChunk doubtful = head.small(head.doubtful(given));
            Set<LineId> stored =
                    chunks.values().stream()
                            .filter(chunk -> chunk.newest() >= doubtful.oldest())
                            .filter(chunk -> chunk.oldest() <= doubtful.newest())
                            .flatMap(chunk -> chunk.lines().stream())
                            .map(LineId::of)
                            .collect(toSet());
            List<LogLine> fresh = head.fresh(given, stored);
            LogChunk chunk = head.small(fresh);
            boolean packs = head.packs(chunk, last);
            if (packs) {
                NavigableMap<Long, LogChunk> small = chunks.tailMap(head.packedLines(), false);
                List<LogLine> lines = new ArrayList<>();
                small.values().forEach(one -> lines.addAll(one.lines()));
                small.clear();
                lines.addAll(fresh);
                chunk = head.packed(lines);
            }
            if (!chunk.lines().isEmpty()) {
                chunks.put(chunk.last(), chunk);
            }
            head = head.with(chunk, packs, last);
            if (LIMIT.exceededBy(head.bytes())) {
                cut();
            }
        }

        private void cut() {
            for (LogChunk chunk : List.copyOf(chunks.values())) {
                if (chunk.begins() >= LIMIT.cutFrom()
                        && chunk.ends() <= LIMIT.cutTo(head.bytes())) {
                    chunks.remove(chunk.last());
                    head = head.cutUntil(chunk.newest());
                }
            }
        }

        List<LogLine> lines() {
            return chunks.values().stream()
                    .flatMap(chunk -> Stream.of(LogCodec.pack(chunk.lines())))
                    .flatMap(packed -> LogCodec.unpack(packed).stream())
                    .toList();
        }
    }
}
