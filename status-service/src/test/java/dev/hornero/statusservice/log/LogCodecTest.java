// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdException;
import dev.hornero.events.Code;
import dev.hornero.events.log.LogLine;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LogCodecTest {
    @Provide
    Arbitrary<List<LogLine>> lines() {
        Arbitrary<String> name =
                Arbitraries.strings().withCharRange('a', 'd').ofMinLength(1).ofMaxLength(2);
        Arbitrary<Instant> time =
                Combinators.combine(
                                Arbitraries.longs()
                                        .between(
                                                Instant.MIN.getEpochSecond(),
                                                Instant.MAX.getEpochSecond()),
                                Arbitraries.integers().between(0, 999_999_999))
                        .as(Instant::ofEpochSecond);
        return Combinators.combine(
                        name,
                        name,
                        time,
                        Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.of(LogLine.Kind.class).map(Code::of),
                        Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(300))
                .as(LogLine::new)
                .list()
                .ofMaxSize(50);
    }

    private static char[] surrogates() {
        char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = (char) (Character.MIN_SURROGATE + i);
        }
        return all;
    }

    @Property(tries = 300)
    void linesComeBackAsTheyWere(@ForAll("lines") List<LogLine> lines) {
        assertThat(LogCodec.unpack(LogCodec.pack(lines))).isEqualTo(lines);
    }

    @Test
    void characterOfTwoSurrogatesComesBack() {
        LogLine line = line("\uD83D\uDE00");

        assertThat(LogCodec.unpack(LogCodec.pack(List.of(line)))).containsExactly(line);
    }

    @Test
    void kindOfALaterVersionComesBackAsOutput() {
        LogLine line = line("text");
        LogLine later =
                new LogLine(
                        line.pod(),
                        line.container(),
                        line.time(),
                        line.ordinal(),
                        new Code<>(LogLine.Kind.class, "OF_A_LATER_VERSION"),
                        line.text());

        assertThat(LogCodec.unpack(LogCodec.pack(List.of(later)))).containsExactly(line);
    }

    @Test
    void damagedChunkIsRefused() {
        byte[] packed = LogCodec.pack(List.of(line("text")));
        packed[17] ^= 1;

        assertThatThrownBy(() -> LogCodec.unpack(packed)).isInstanceOf(ZstdException.class);
    }

    @Test
    void chunkOfALaterFormatIsRefused() {
        byte[] packed = LogCodec.pack(List.of());
        packed[0] = 2;

        assertThatThrownBy(() -> LogCodec.unpack(packed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 2");
    }

    private static LogLine line(String text) {
        return new LogLine(
                "pod-1",
                "kaniko",
                Instant.parse("2026-03-01T12:00:00.123456789Z"),
                3,
                Code.of(LogLine.Kind.OUTPUT),
                text);
    }
}
