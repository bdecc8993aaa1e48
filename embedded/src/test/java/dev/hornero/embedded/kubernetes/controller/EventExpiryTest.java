// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ObjectStore;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventExpiryTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    @TempDir private Path directory;
    private ObjectStore store;
    private ClusterObjects objects;
    private EventRecorder events;

    @BeforeEach
    void open() {
        store = ObjectStore.open(directory);
        objects = new ClusterObjects(store, clock);
        events = new EventRecorder(objects, clock, "test");
        ObjectNode namespace = JsonNodeFactory.instance.objectNode();
        namespace.putObject("metadata").put("name", "builds");
        objects.create(ResourceType.NAMESPACE, "", namespace);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anEventIsKeptForAnHourAfterItWasLastReported() throws Exception {
        EventExpiry expiry = new EventExpiry(objects, clock);
        events.normal(pod("a"), "Pulled", "Pulled");
        events.normal(pod("b"), "Pulled", "Pulled");
        now.set(NOON.plus(Duration.ofMinutes(30)));
        events.normal(pod("b"), "Pulled", "Pulled");
        look(expiry);

        now.set(NOON.plus(Duration.ofMinutes(61)));
        look(expiry);

        assertThat(about()).containsExactly("b");
    }

    @Test
    void ofTooManyTheOldestGoFirstAlsoAfterAStart() throws Exception {
        EventExpiry expiry = new EventExpiry(objects, clock);
        for (int i = 0; i < EventExpiry.MOST + 5; i++) {
            now.set(NOON.plusSeconds(i));
            events.normal(pod("pod-%04d".formatted(i)), "Pulled", "Pulled");
            if (i == EventExpiry.MOST) {
                look(expiry);
                expiry = new EventExpiry(objects, clock);
            }
        }

        look(expiry);

        assertThat(about()).hasSize(EventExpiry.MOST).first().isEqualTo("pod-0005");
    }

    /** At everything, as after a start; a control loop does the same. */
    private void look(EventExpiry expiry) throws InterruptedException {
        for (ObjectKey key : expiry.all()) {
            store.atomically(() -> expiry.reconcile(key));
        }
        for (Change change : store.changesAfter(store.version() - 1, Duration.ZERO)) {
            expiry.affectedBy(change).forEach(key -> store.atomically(() -> expiry.reconcile(key)));
        }
    }

    private List<String> about() {
        return objects.list(ResourceType.EVENT, "builds").items().stream()
                .map(event -> event.at("/involvedObject/name").asText())
                .toList();
    }

    private static ObjectNode pod(String name) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode().put("kind", "Pod");
        pod.putObject("metadata").put("name", name).put("namespace", "builds").put("uid", name);
        return pod;
    }
}
