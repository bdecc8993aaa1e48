// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final String KEY = "hornero_key";

    private final SetClock clock = new SetClock();
    private final Sessions sessions =
            new Sessions(
                    new SessionConfig() {
                        @Override
                        public Duration idle() {
                            return Duration.ofHours(2);
                        }

                        @Override
                        public Duration limit() {
                            return Duration.ofHours(12);
                        }
                    },
                    clock);

    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void anIdIsRandomAndSaysNothingOfTheKey() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            ids.add(sessions.begin(KEY));
        }

        assertThat(ids).hasSize(20).allMatch(id -> id.matches("[A-Za-z0-9_-]{43}"));
        assertThat(ids).noneMatch(id -> id.contains(KEY));
    }

    @Test
    void signingOutEndsEveryCopyOfTheId() {
        String id = sessions.begin(KEY);
        assertThat(sessions.use(id)).contains(KEY);

        sessions.end(id);

        assertThat(sessions.use(id)).isEmpty();
        assertThat(sessions.key(id)).isEmpty();
    }

    @Test
    void anIdThatWasNotGivenHereIsNone() {
        assertThat(sessions.use("chosen-by-another")).isEmpty();
    }

    @Test
    void whoAsksForNothingIsSignedOutAfterAWhile() {
        String id = sessions.begin(KEY);
        clock.advance(Duration.ofMinutes(119));
        assertThat(sessions.use(id)).isPresent();
        clock.advance(Duration.ofMinutes(119));
        // An open page goes on asking by itself
        assertThat(sessions.key(id)).isPresent();
        clock.advance(Duration.ofMinutes(1));

        assertThat(sessions.key(id)).isEmpty();
        assertThat(sessions.use(id)).isEmpty();
    }

    @Test
    void everySessionEndsAtTheLimit() {
        String id = sessions.begin(KEY);
        for (int i = 0; i < 11; i++) {
            clock.advance(Duration.ofHours(1));
            assertThat(sessions.use(id)).isPresent();
        }
        clock.advance(Duration.ofHours(1));

        assertThat(sessions.use(id)).isEmpty();
    }

    @Test
    void whatWasOpenedWithASessionEndsWithIt() {
        AtomicInteger ended = new AtomicInteger();
        String signedOut = sessions.begin(KEY);
        String idle = sessions.begin(KEY);
        sessions.endWith(signedOut, ended::incrementAndGet);
        sessions.endWith(idle, ended::incrementAndGet);
        sessions.endWith(idle, () -> ended.addAndGet(100)).run();

        sessions.end(signedOut);
        assertThat(ended).hasValue(1);

        clock.advance(Duration.ofHours(2));
        sessions.endOverdue();
        assertThat(ended).hasValue(2);

        sessions.endWith(idle, ended::incrementAndGet);
        assertThat(ended).hasValue(3);
    }

    @Test
    void aKeyHasRoomForSomeSessionsAndTheLeastUsedGoes() {
        String used = sessions.begin(KEY);
        List<String> others = new ArrayList<>();
        String another = sessions.begin("another key");
        for (int i = 1; i < Sessions.LARGEST_NUMBER_OF_A_KEY; i++) {
            others.add(sessions.begin(KEY));
        }
        assertThat(sessions.use(used)).isPresent();

        sessions.begin(KEY);

        assertThat(sessions.key(used)).isPresent();
        assertThat(sessions.key(another)).isPresent();
        assertThat(sessions.key(others.getFirst())).isEmpty();
        assertThat(others.stream().skip(1)).allMatch(id -> sessions.key(id).isPresent());
    }

    @Test
    void thereIsRoomForALimitedNumber() {
        for (int i = 0; i < Sessions.LARGEST_NUMBER + 5; i++) {
            sessions.begin(KEY + i / 10);
        }

        assertThat(sessions.number()).isEqualTo(Sessions.LARGEST_NUMBER);
    }
}
