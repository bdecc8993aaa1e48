// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hornero.console.service.Build;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private static List<String> stops(String phase, String times) throws JsonProcessingException {
        Build build =
                JsonMapper.builder()
                        .addModules(new Jdk8Module(), new JavaTimeModule())
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build()
                        .readValue(
                                """
                                {"id":"b","number":1,"projectEnv":"dev-shop","project":"shop",
                                 "environment":"dev","phase":"%s","times":{%s}}\
                                """
                                        .formatted(phase, times),
                                Build.class);
        return Timeline.of(build, CLOCK).stops().stream()
                .map(stop -> (stop.label() + " " + stop.state() + " " + stop.took()).strip())
                .toList();
    }

    @Test
    void aBuildThatRunsHasWhatIsDoneAndWhatIsOpen() throws JsonProcessingException {
        assertThat(
                        stops(
                                "RUNNING",
                                """
                                "requested":"2026-03-01T11:00:00Z","scanned":"2026-03-01T11:00:02Z",
                                "queued":"2026-03-01T11:00:02Z","launched":"2026-03-01T11:00:10Z",
                                "started":"2026-03-01T11:01:10Z\"\
                                """))
                .containsExactly(
                        "requested done",
                        "scanned done after 2 s",
                        "queued done at once",
                        "launched done after 8 s",
                        "running current after 1 min 0 s",
                        "image pushed open");
    }

    @Test
    void aBuildThatNeedsValuesSaysSoWhereItStands() throws JsonProcessingException {
        assertThat(
                        stops(
                                "NEEDS_VALUES",
                                """
                                "requested":"2026-03-01T11:00:00Z",
                                "scanned":"2026-03-01T11:00:02Z\"\
                                """))
                .startsWith("requested done", "needs values current after 2 s", "queued open");
    }

    @Test
    void aBuildThatEndedHasNothingOpen() throws JsonProcessingException {
        assertThat(
                        stops(
                                "FAILED",
                                """
                                "requested":"2026-03-01T11:00:00Z","ended":"2026-03-01T11:00:30Z\"\
                                """))
                .containsExactly("requested done", "failed failed after 30 s");
    }
}
