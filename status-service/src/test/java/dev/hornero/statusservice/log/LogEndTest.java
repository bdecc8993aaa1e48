// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.Story;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogEndTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Story story = Story.begin("shop", NOON);
    private final LogEnd end = new LogEnd(Duration.ofMinutes(1));

    @Test
    void lastLineIsTheEnd() {
        assertThat(end.reached(true, Story.facts(story.launched()), NOON)).isTrue();
    }

    @Test
    void runningBuildMayPrintMore() {
        assertThat(end.reached(false, Story.facts(story.started()), NOON.plusSeconds(9_999)))
                .isFalse();
    }

    @Test
    void buildThatNeverRanPrintsNothing() {
        assertThat(end.reached(false, Story.facts(story.cancelled()), NOON)).isTrue();
    }

    @Test
    void lastLinesAreWaitedForAWhileAfterTheEnd() {
        BuildFacts facts = Story.facts(story.launched()).join(Story.facts(story.failed()));

        assertThat(end.reached(false, facts, NOON.plusSeconds(60))).isFalse();
        assertThat(end.reached(false, facts, NOON.plusSeconds(63))).isTrue();
    }
}
