// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.ApiException;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.Listing;
import dev.hornero.embedded.kubernetes.api.Selection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** One client's watch: the present where asked for, then every change, one JSON line each. */
final class WatchStream {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(30);

    private final ClusterObjects objects;
    private final Selection selection;
    private final Map<String, String> query;
    private final Clock clock;

    WatchStream(
            ClusterObjects objects, Selection selection, Map<String, String> query, Clock clock) {
        this.objects = objects;
        this.selection = selection;
        this.query = query;
        this.clock = clock;
    }

    void copyTo(OutputStream out) throws IOException, InterruptedException {
        try {
            follow(out);
        } catch (ApiException refusal) {
            send(out, "ERROR", refusal.toStatus());
        }
    }

    private void follow(OutputStream out) throws IOException, InterruptedException {
        Instant end = clock.instant().plus(patience());
        long version = begin(out);
        boolean bookmarks = Boolean.parseBoolean(query.get("allowWatchBookmarks"));
        while (!objects.store().isClosed() && clock.instant().isBefore(end)) {
            Duration left = Duration.between(clock.instant(), end);
            var changes =
                    objects.store()
                            .changesAfter(
                                    version,
                                    left.compareTo(BOOKMARK_EVERY) < 0 ? left : BOOKMARK_EVERY);
            for (Change change : changes) {
                send(out, change);
                version = change.resourceVersion();
            }
            if (changes.isEmpty() && bookmarks) {
                send(out, "BOOKMARK", bookmark(version));
            }
        }
    }

    private long begin(OutputStream out) throws IOException {
        if (Boolean.parseBoolean(query.get("sendInitialEvents"))) {
            throw ApiException.badRequest("sendInitialEvents is not served: list, then watch");
        }
        String from = query.getOrDefault("resourceVersion", "");
        if (!from.isEmpty() && !from.equals("0")) {
            return version(from);
        }
        Listing present = objects.list(selection.type(), selection.namespace());
        for (ObjectNode object : present.items()) {
            if (selection.matches(object)) {
                send(out, "ADDED", object);
            }
        }
        return present.resourceVersion();
    }

    private void send(OutputStream out, Change change) throws IOException {
        var sight = selection.sightOf(change);
        if (sight.isEmpty()) {
            return;
        }
        ObjectNode object = change.latest().deepCopy();
        // Also a removal has its own version, from which the watch can be taken up again.
        object.withObject("/metadata").put("resourceVersion", "" + change.resourceVersion());
        send(out, sight.get().name(), object);
    }

    private ObjectNode bookmark(long version) {
        ObjectNode object =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", selection.type().kind())
                        .put("apiVersion", selection.type().apiVersion());
        object.putObject("metadata").put("resourceVersion", "" + version);
        return object;
    }

    private static void send(OutputStream out, String type, ObjectNode object) throws IOException {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
        event.set("object", object);
        out.write((JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private Duration patience() {
        String seconds = query.get("timeoutSeconds");
        if (seconds == null) {
            return LONGEST;
        }
        Duration asked = Duration.ofSeconds(version(seconds));
        return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    }

    private static long version(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("Invalid value: \"%s\": not a number".formatted(text));
        }
    }
}
