// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.server.Server;
import dev.hornero.cli.server.ServerException;
import dev.hornero.cli.server.ServerSentEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a build's log to its end. When the connection is lost it goes on behind the last line
 * seen, so none comes twice and none is left out.
 */
final class LogFollower {
    /** How often a build may be unknown: one just accepted takes a moment to arrive. */
    private static final int UNKNOWN_TRIES = 30;

    private final Server server;
    private final ResourcePath path;
    private final Duration rest;
    private final Consumer<JsonNode> lines;
    private final AtomicBoolean complete = new AtomicBoolean();
    private Optional<String> last = Optional.empty();
    private int unknown;
    private @Nullable Thread thread;

    /**
     * @param rest between a lost connection and the next
     * @param lines takes each line, as REST gives it
     */
    LogFollower(Server server, String buildId, Duration rest, Consumer<JsonNode> lines) {
        this.server = server;
        this.path = ResourcePath.status("builds", buildId, "logs").with("follow", "true");
        this.rest = rest;
        this.lines = lines;
    }

    /**
     * Starts in the background; once is enough.
     *
     * @param trouble takes the sentence when it cannot go on
     */
    void start(Consumer<String> trouble) {
        if (thread == null) {
            thread = Thread.ofVirtual().name("log").start(() -> follow(trouble));
        }
    }

    private void follow(Consumer<String> trouble) {
        try {
            follow();
        } catch (ServerException e) {
            trouble.accept("The log cannot be followed: " + e.getMessage());
        }
    }

    /** Waits for the log's last line, but no longer than this. */
    void await(Duration limit) throws InterruptedException {
        if (thread != null && !thread.join(limit)) {
            thread.interrupt();
        }
    }

    /** Follows until the log is complete. */
    void follow() {
        try {
            while (!complete.get()) {
                attempt();
                if (!complete.get()) {
                    // Nothing says when the service is back.
                    Thread.sleep(rest);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            server.events(path, last, this::take);
        } catch (ServerException e) {
            boolean notYet =
                    e instanceof ServerException.Refused no
                            && no.status() == 404
                            && ++unknown < UNKNOWN_TRIES;
            if (!e.passing() && !notYet) {
                throw e;
            }
        }
    }

    private boolean take(ServerSentEvent event) {
        if (event.name().equals("end")) {
            complete.set(true);
        } else if (event.name().equals("line")) {
            try {
                lines.accept(Json.parse(event.data()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a log line is not JSON: " + event.data(), e);
            }
            last = event.id().or(() -> last);
        }
        return !complete.get();
    }

    /** A line's text for people. */
    static String text(JsonNode line) {
        return line.path("gap").asBoolean(false)
                ? "[lines are missing here]"
                : line.path("text").asText();
    }
}
