// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {

    private static final ObjectKey ONE = ObjectKey.of(ResourceType.CONFIG_MAP, "default", "one");
    private static final ObjectKey TWO = ObjectKey.of(ResourceType.CONFIG_MAP, "default", "two");

    private static final ObjectKey SECRET = ObjectKey.of(ResourceType.SECRET, "default", "one");
    private static final ObjectKey OTHER_SECRET =
            ObjectKey.of(ResourceType.SECRET, "default", "two");

    @TempDir private Path directory;
    private ObjectStore store;

    @BeforeEach
    void open() {
        store = ObjectStore.open(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatWasCommittedIsThereAfterReopeningWithItsVersion() {
        put(ONE, "a");
        put(TWO, "b");
        remove(ONE);
        ObjectNode before = store.find(TWO).orElseThrow();
        long version = store.version();

        store.close();
        open();

        assertThat(store.find(ONE)).isEmpty();
        assertThat(store.find(TWO)).contains(before);
        assertThat(store.version()).isEqualTo(version);
    }

    @Test
    void whatAnOwnerOwnsIsWhatNamesItNow() {
        put(ONE, owned("a", "b"));
        put(TWO, owned("b"));
        assertThat(store.ownedBy("a")).containsExactly(ONE);
        assertThat(store.ownedBy("b")).containsExactly(ONE, TWO);

        put(ONE, owned("c"));
        remove(TWO);

        assertThat(store.ownedBy("a")).isEmpty();
        assertThat(store.ownedBy("b")).isEmpty();
        store.close();
        open();
        assertThat(store.ownedBy("c")).containsExactly(ONE);
        store.atomically(() -> {
            store.put(TWO, owned("c"));
            store.put(ONE, owned());
            assertThat(store.ownedBy("c")).as("in the transaction").containsExactly(TWO);
            return TWO;
        });
    }

    @Test
    void aLineCutOffByAKillIsAsIfItHadNeverBeen() throws Exception {
        put(ONE, "a");
        put(TWO, "b");
        store.close();
        Path journal = directory.resolve("journal.jsonl");
        byte[] bytes = Files.readAllBytes(journal);
        Files.write(
                journal,
                Arrays.copyOf(bytes, bytes.length - 10),
                StandardOpenOption.TRUNCATE_EXISTING);

        open();

        assertThat(store.find(ONE)).isPresent();
        assertThat(store.find(TWO)).isEmpty();
        put(TWO, "again");
        store.close();
        open();
        assertThat(store.find(TWO).orElseThrow().path("value").asText()).isEqualTo("again");
    }

    @Test
    void nothingOfATransactionThatThrowsIsKept() {
        assertThatThrownBy(() ->
                        store.atomically(() -> {
                            store.put(ONE, object("a"));
                            throw new IllegalStateException("no");
                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store.find(ONE)).isEmpty();
        assertThat(store.version()).isZero();
    }

    @Test
    void aTransactionSeesItsOwnChanges() {
        store.atomically(() -> {
            store.put(ONE, object("a"));
            assertThat(store.find(ONE)).isPresent();
            assertThat(store.list(ResourceType.CONFIG_MAP, "default").items()).hasSize(1);
            store.remove(ONE);
            assertThat(store.list(ResourceType.CONFIG_MAP, "default").items()).isEmpty();
            return ONE;
        });
    }

    @Test
    void aListHasOneKindOfOneNamespaceOrOfAll() {
        put(ObjectKey.of(ResourceType.EVENT, "default", "before"), "event");
        put(ObjectKey.of(ResourceType.CONFIG_MAP, "0", "a"), "lowest");
        put(ObjectKey.of(ResourceType.CONFIG_MAP, "default", "b"), "middle");
        put(ObjectKey.of(ResourceType.CONFIG_MAP, "default-2", "c"), "highest");
        put(ObjectKey.of(ResourceType.NODE, "node"), "node");
        put(ObjectKey.of(ResourceType.SECRET, "default", "d"), "secret");

        assertThat(values(ResourceType.CONFIG_MAP, "default")).containsExactly("middle");
        assertThat(values(ResourceType.CONFIG_MAP, ""))
                .containsExactly("lowest", "middle", "highest");
        assertThat(values(ResourceType.NODE, "")).containsExactly("node");
        assertThat(values(ResourceType.JOB, "")).isEmpty();
    }

    private List<String> values(ResourceType type, String namespace) {
        return store.list(type, namespace).items().stream()
                .map(object -> object.path("value").asText())
                .toList();
    }

    @Test
    void changesAreToldInOrderFromAnyVersionThatIsRemembered() throws Exception {
        put(ONE, "a");
        long first = store.version();
        put(ONE, "b");
        remove(ONE);

        var changes = store.changesAfter(first, Duration.ZERO);

        assertThat(changes)
                .hasSize(2)
                .isSortedAccordingTo(
                        (a, b) -> Long.compare(a.resourceVersion(), b.resourceVersion()));
        assertThat(changes.getFirst().before().orElseThrow().path("value").asText()).isEqualTo("a");
        assertThat(changes.getLast().after()).isEmpty();
    }

    @Test
    void aVersionFromBeforeTheRestartIsTooOldButThePresentOneIsNot() throws Exception {
        put(ONE, "a");
        long old = store.version();
        put(TWO, "b");
        store.close();
        open();

        assertThat(store.changesAfter(store.version(), Duration.ZERO)).isEmpty();
        assertThatThrownBy(() -> store.changesAfter(old, Duration.ZERO))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(410));
    }

    @Test
    void aVersionFromTheFutureIsAnotherStoresAndHasToStartOver() {
        assertThatThrownBy(() -> store.changesAfter(99, Duration.ZERO))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(410));
    }

    @Test
    void whatADeletedOrChangedSecretHeldIsNotOnDiskAnyMore() throws Exception {
        put(ONE, "before");
        put(SECRET, "first-value");
        put(OTHER_SECRET, "other-value");
        assertThat(onDisk()).contains("first-value", "other-value");

        put(SECRET, "second-value");
        assertThat(onDisk()).contains("second-value").doesNotContain("first-value");

        store.atomically(() -> {
            store.put(SECRET, object("passing-value"));
            store.put(SECRET, object("third-value"));
            store.remove(OTHER_SECRET);
            return SECRET;
        });
        assertThat(onDisk())
                .contains("third-value")
                .doesNotContain("second-value", "passing-value", "other-value");

        remove(SECRET);
        put(TWO, "after");
        assertThat(onDisk()).doesNotContain("third-value");

        store.close();
        open();
        assertThat(store.find(SECRET)).isEmpty();
        assertThat(store.find(OTHER_SECRET)).isEmpty();
        assertThat(store.find(ONE).orElseThrow().path("value").asText()).isEqualTo("before");
        assertThat(store.find(TWO).orElseThrow().path("value").asText()).isEqualTo("after");
    }

    @Test
    void aSecretOfBeforeTheRestartIsWipedToo() throws Exception {
        put(ONE, "before");
        put(SECRET, "kept-value");
        store.close();
        open();
        assertThat(store.find(SECRET).orElseThrow().path("value").asText()).isEqualTo("kept-value");

        remove(SECRET);

        assertThat(onDisk()).doesNotContain("kept-value");
        store.close();
        open();
        assertThat(store.find(SECRET)).isEmpty();
        assertThat(store.find(ONE)).isPresent();
    }

    @Test
    void onlyTheOwnerReadsTheFiles() throws Exception {
        put(SECRET, "value");
        store.close();
        open();

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(file)))
                                    .isEqualTo("rw-------"));
        }
    }

    private String onDisk() throws Exception {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private void put(ObjectKey key, String value) {
        put(key, object(value));
    }

    private void put(ObjectKey key, ObjectNode object) {
        store.atomically(() -> {
            store.put(key, object);
            return key;
        });
    }

    private void remove(ObjectKey key) {
        store.atomically(() -> {
            store.remove(key);
            return key;
        });
    }

    private static ObjectNode object(String value) {
        return JsonNodeFactory.instance.objectNode().put("value", value);
    }

    private static ObjectNode owned(String... owners) {
        ObjectNode object = object("owned");
        var references = object.putObject("metadata").putArray("ownerReferences");
        Stream.of(owners).forEach(uid -> references.addObject().put("uid", uid));
        return object;
    }
}
