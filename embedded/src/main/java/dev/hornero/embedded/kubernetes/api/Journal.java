// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects on disk: a file of JSON lines, one per committed transaction, written before the
 * commit is visible. So a kill of the process loses nothing; a power failure may lose what came
 * after the last {@link #sync}. A last line that was cut off was never acknowledged and is dropped.
 */
final class Journal implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();
    // Small enough to rewrite in well under a second, large enough to be rare.
    private static final long REWRITE_AT_BYTES = 8L << 20;

    /** What the file held when it was opened. */
    record Content(long resourceVersion, Map<ObjectKey, ObjectNode> objects) {}

    private final Path file;
    // Not a FileChannel: an interrupted writer would close it for everybody.
    private RandomAccessFile out;
    private long end;
    private long rewrittenSize;
    private boolean unsynced;

    private Journal(Path file, RandomAccessFile out) {
        this.file = file;
        this.out = out;
    }

    static Journal open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new Journal(file, new RandomAccessFile(file.toFile(), "rw"));
    }

    /** Reads everything, and leaves a compact file behind. To be called once, first. */
    Content load() throws IOException {
        var objects = new TreeMap<ObjectKey, ObjectNode>();
        long version = 0;
        byte[] bytes = Files.readAllBytes(file);
        int start = 0;
        for (int end = indexOfNewline(bytes, start);
                end >= 0;
                start = end + 1, end = indexOfNewline(bytes, start)) {
            version = apply(JSON.readTree(Arrays.copyOfRange(bytes, start, end)), objects, version);
        }
        rewrite(version, objects);
        return new Content(version, objects);
    }

    void append(List<Change> changes) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        var entries = line.putArray("changes");
        changes.forEach(change -> entries.add(entry(change)));
        byte[] bytes = bytes(line);
        // Over what a failed write may have left: it was not acknowledged.
        out.setLength(end);
        out.seek(end);
        out.write(bytes);
        end += bytes.length;
        unsynced = true;
    }

    void sync() throws IOException {
        if (unsynced) {
            unsynced = false;
            out.getFD().sync();
        }
    }

    /** Replaces the history by the present once the file has grown well beyond it. */
    void rewriteIfLong(long version, Map<ObjectKey, ObjectNode> objects) throws IOException {
        if (end > REWRITE_AT_BYTES && end > 4 * rewrittenSize) {
            rewrite(version, objects);
        }
    }

    @Override
    public void close() throws IOException {
        sync();
        out.close();
    }

    private void rewrite(long version, Map<ObjectKey, ObjectNode> objects) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var stream = new FileOutputStream(fresh.toFile())) {
            stream.write(bytes(JSON.createObjectNode().put("resourceVersion", version)));
            for (Map.Entry<ObjectKey, ObjectNode> object : objects.entrySet()) {
                ObjectNode line = JSON.createObjectNode();
                line.putArray("changes").add(put(object.getKey(), object.getValue()));
                stream.write(bytes(line));
            }
            stream.getFD().sync();
        }
        out.close();
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        out = new RandomAccessFile(file.toFile(), "rw");
        end = out.length();
        rewrittenSize = end;
        unsynced = false;
    }

    private static ObjectNode entry(Change change) {
        Optional<ObjectNode> after = change.after();
        return after.map(object -> put(change.key(), object))
                .orElseGet(() -> address(change.key()).put("removedAt", change.resourceVersion()));
    }

    private static ObjectNode put(ObjectKey key, ObjectNode object) {
        ObjectNode entry = address(key);
        entry.set("object", object);
        return entry;
    }

    private static ObjectNode address(ObjectKey key) {
        return JSON.createObjectNode()
                .put("type", key.type().name())
                .put("namespace", key.namespace())
                .put("name", key.name());
    }

    private static long apply(JsonNode line, Map<ObjectKey, ObjectNode> objects, long version) {
        long highest = Math.max(version, line.path("resourceVersion").asLong());
        for (JsonNode entry : line.path("changes")) {
            var key =
                    new ObjectKey(
                            ResourceType.valueOf(entry.path("type").asText()),
                            entry.path("namespace").asText(),
                            entry.path("name").asText());
            if (entry.get("object") instanceof ObjectNode object) {
                objects.put(key, object);
                highest = Math.max(highest, Metadata.resourceVersion(object));
            } else {
                objects.remove(key);
                highest = Math.max(highest, entry.path("removedAt").asLong());
            }
        }
        return highest;
    }

    private static byte[] bytes(ObjectNode line) throws JsonProcessingException {
        return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static int indexOfNewline(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
