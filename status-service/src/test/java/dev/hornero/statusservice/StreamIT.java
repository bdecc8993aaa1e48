// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static dev.hornero.statusservice.Api.eventually;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.events.BuildId;
import dev.hornero.statusservice.build.Story;
import dev.hornero.statusservice.stream.Change;
import dev.hornero.statusservice.stream.Changes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class StreamIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject Api api;
    @Inject Changes changes;
    @Inject DataSource connections;

    private final Story story = Story.begin("stream", NOON);

    @BeforeEach
    void open() {
        api.open();
    }

    private List<String> of(EventStream stream, BuildId id) {
        return stream.values("data").stream().filter(data -> data.contains(id.toString())).toList();
    }

    @Test
    void everyChangeOfABuildIsTold() {
        try (EventStream stream = EventStream.open("/stream", "text/event-stream")) {
            eventually(() -> assertThat(stream.lines()).isNotEmpty());

            api.publish(
                    story.created(),
                    story.scanned(Story.FIRST_COMMIT, "VERSION"),
                    story.needsValues("VERSION"));

            eventually(() ->
                    assertThat(of(stream, story.build().id()))
                            .last(as(STRING))
                            .contains("\"phase\":\"NEEDS_VALUES\"", "\"name\":\"VERSION\"")
                            .doesNotContain("\"arguments\""));
            assertThat(stream.values("event")).containsOnly("build");
            api.publish(story.scanFailed());
            eventually(() ->
                    assertThat(of(stream, story.build().id()))
                            .last(as(STRING))
                            .contains("\"phase\":\"FAILED\"", "\"line\":7"));
        }
    }

    @Test
    void streamIsKeptOpenByComments() {
        try (EventStream stream = EventStream.open("/stream", "text/event-stream")) {
            eventually(() ->
                    assertThat(stream.lines())
                            .filteredOn(line -> line.startsWith(":"))
                            .hasSizeGreaterThan(2));
            assertThat(stream.ended()).isFalse();
        }
    }

    @Test
    void streamsEndWhenNewsMayHaveBeenLost() throws SQLException {
        try (EventStream stream = EventStream.open("/stream", "text/event-stream")) {
            eventually(() -> assertThat(stream.lines()).isNotEmpty());

            // The listener's own connection, and whatever else is open.
            try (Connection connection = connections.getConnection();
                    Statement kill = connection.createStatement()) {
                kill.execute(
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()
                        """);
            }

            eventually(() -> assertThat(stream.ended()).isTrue());
        }
        try (EventStream stream = EventStream.open("/stream", "text/event-stream")) {
            eventually(() -> assertThat(stream.lines()).isNotEmpty());
            api.publish(story.created());
            eventually(() -> assertThat(of(stream, story.build().id())).isNotEmpty());
        }
    }

    @Test
    void newsOfAnotherInstanceAreHeard() throws SQLException {
        List<Change> heard = new CopyOnWriteArrayList<>();
        Changes.Watcher watcher =
                new Changes.Watcher() {
                    @Override
                    public void changed(Change change) {
                        heard.add(change);
                    }

                    @Override
                    public void missed() {
                        // Not what is asked here
                    }
                };
        changes.add(watcher);
        try (Connection connection = connections.getConnection();
                Statement notify = connection.createStatement()) {
            notify.execute("select pg_notify('hornero_status', 'of a later version')");
            notify.execute(
                    "select pg_notify('hornero_status', 'build %s')".formatted(story.build().id()));

            eventually(() ->
                    assertThat(heard).containsOnlyOnce(new Change.OfBuild(story.build().id())));
        } finally {
            changes.remove(watcher);
        }
    }
}
