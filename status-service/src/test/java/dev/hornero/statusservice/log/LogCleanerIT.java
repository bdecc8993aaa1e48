// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static dev.hornero.statusservice.Api.caller;
import static dev.hornero.statusservice.Api.eventually;
import static dev.hornero.statusservice.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.events.Code;
import dev.hornero.events.log.LogLine;
import dev.hornero.messaging.ServiceLifecycle;
import dev.hornero.statusservice.Api;
import dev.hornero.statusservice.database.Database;
import dev.hornero.statusservice.imagebuild.model.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class LogCleanerIT {
    /** Long ago, so that the logs of other tests stay. */
    private static final Instant BEGIN = Instant.parse("2020-03-01T12:00:00Z");

    private static final LocalDate DAY = LocalDate.parse("2020-03-01");

    @Inject Api api;
    @Inject Database database;
    @Inject BuildLogConfig config;
    @Inject ServiceLifecycle lifecycle;

    @Test
    void logIsKeptForNinetyDaysAndThenItIsSaidThatItWas() {
        api.open();
        Story story = Story.begin("kept", BEGIN);
        api.publish(story.created(), story.resolved(Story.FIRST_COMMIT, 1), story.launched());
        String path = "/builds/" + story.build().id();
        eventually(() -> get(path).body("phase", equalTo("LAUNCHED")));
        LogDayStore begin = new LogDayStore(database, at(BEGIN));
        LocalDate today = begin.today();
        LogLine line =
                new LogLine("pod-1", "kaniko", BEGIN, 0, Code.of(LogLine.Kind.OUTPUT), "Building");
        database.transaction(connection ->
                LogRows.add(
                        connection,
                        story.build().id(),
                        List.of(line),
                        true,
                        today,
                        new LogLimit(config.largest())));
        get(path + "/logs").body(equalTo("Building\n"));

        Instant end = Instant.parse("2020-03-02T00:00:00Z").plus(Duration.ofDays(90));
        clean(end.minusMillis(1));
        get(path + "/logs").statusCode(200).body(equalTo("Building\n"));
        assertThat(begin.sizes()).containsKey(DAY);

        clean(end);
        assertThat(begin.sizes()).doesNotContainKey(DAY);
        for (String accept : List.of("text/plain", "application/json", "text/event-stream")) {
            caller().accept(accept)
                    .get("/status/v1" + path + "/logs?follow=true")
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body(
                            "detail",
                            equalTo("The log of this build was kept until 2020-05-31T00:00:00Z."));
        }
        get(path).statusCode(200).body("phase", equalTo("LAUNCHED"));

        // Another instance that is late drops nothing twice, and nothing of other days
        clean(end.plusSeconds(1));
        assertThat(begin.sizes()).containsKey(LocalDate.now(ZoneOffset.UTC));
    }

    private void clean(Instant now) {
        LogDayStore days = new LogDayStore(database, at(now));
        new LogCleaner(days, config, at(now), lifecycle).clean();
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
