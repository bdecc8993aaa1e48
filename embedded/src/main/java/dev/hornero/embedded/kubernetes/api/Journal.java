// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects on disk: a file of JSON lines, one per committed transaction, written before the
 * commit is visible. So a kill of the process loses nothing; a power failure may lose what came
 * after the last {@link #sync}. A last line that was cut off was never acknowledged and is dropped.
 * What a Secret contained before it was changed or deleted is wiped out of the file at once. Only
 * the owner reads the file.
 */
final class Journal implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    // Small enough to rewrite in well under a second, large enough to be rare.
    private static final long REWRITE_AT_BYTES = 8L << 20;

    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    /** What the file contained when it was opened. */
    record Content(long resourceVersion, Map<ObjectKey, ObjectNode> objects) {}

    /** A part of the file, in bytes. */
    private record Span(long start, int length) {}

    private final Path file;
    // Where the present content of each Secret stands, and where content stands that is past.
    private final Map<ObjectKey, Span> secrets = new HashMap<>();
    private final List<Span> outdated = new ArrayList<>();
    // Not a FileChannel: an interrupted writer would close it for all.
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
        if (!Files.exists(file)) {
            Files.createFile(file, OWNER_ONLY);
        }
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
        var line = new Line(end);
        changes.forEach(line::add);
        byte[] bytes = line.bytes();
        // Over what a failed write may have left: it was not acknowledged.
        out.setLength(end);
        out.seek(end);
        out.write(bytes);
        end += bytes.length;
        unsynced = true;
        for (Change change : changes) {
            Optional.ofNullable(secrets.remove(change.key())).ifPresent(outdated::add);
        }
        outdated.addAll(line.outdated);
        secrets.putAll(line.secrets);
    }

    /**
     * Overwrites what Secrets contained that were changed or deleted since. What came after is on
     * disk before, so that no failure of the machine can bring back an emptied Secret.
     */
    void wipeOutdated() throws IOException {
        if (outdated.isEmpty()) {
            return;
        }
        sync();
        for (Span span : outdated) {
            byte[] blank = new byte[span.length()];
            Arrays.fill(blank, (byte) ' ');
            System.arraycopy(NOTHING, 0, blank, 0, NOTHING.length);
            out.seek(span.start());
            out.write(blank);
        }
        outdated.clear();
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
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, OWNER_ONLY);
        var spans = new HashMap<ObjectKey, Span>();
        try (var stream = new FileOutputStream(fresh.toFile())) {
            byte[] head = bytes(JSON.createObjectNode().put("resourceVersion", version));
            stream.write(head);
            stream.write('\n');
            long position = head.length + 1L;
            for (Map.Entry<ObjectKey, ObjectNode> object : objects.entrySet()) {
                var line = new Line(position);
                line.put(object.getKey(), object.getValue());
                byte[] bytes = line.bytes();
                stream.write(bytes);
                position += bytes.length;
                spans.putAll(line.secrets);
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
        secrets.clear();
        secrets.putAll(spans);
        outdated.clear();
    }

    /** One line in the making, which remembers where in the file the content of Secrets stands. */
    private static final class Line {
        private final long start;
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private final Map<ObjectKey, Span> secrets = new HashMap<>();
        private final List<Span> outdated = new ArrayList<>();
        private boolean begun;

        Line(long start) {
            this.start = start;
            write("{\"changes\":[");
        }

        void add(Change change) {
            change.after()
                    .ifPresentOrElse(
                            object -> put(change.key(), object),
                            () -> remove(change.key(), change.resourceVersion()));
        }

        void put(ObjectKey key, ObjectNode object) {
            begin(key);
            write(",\"object\":");
            byte[] content = Journal.bytes(object);
            if (key.type() == ResourceType.SECRET) {
                secrets.put(key, new Span(start + text.size(), content.length));
            }
            text.writeBytes(content);
            write("}");
        }

        private void remove(ObjectKey key, long version) {
            begin(key);
            write(",\"removedAt\":" + version + "}");
        }

        /** The entry up to where what happened follows. */
        private void begin(ObjectKey key) {
            Optional.ofNullable(secrets.remove(key)).ifPresent(outdated::add);
            if (begun) {
                write(",");
            }
            begun = true;
            byte[] address =
                    Journal.bytes(
                            JSON.createObjectNode()
                                    .put("type", key.type().name())
                                    .put("namespace", key.namespace())
                                    .put("name", key.name()));
            text.write(address, 0, address.length - 1);
        }

        byte[] bytes() {
            write("]}\n");
            return text.toByteArray();
        }

        private void write(String part) {
            text.writeBytes(part.getBytes(StandardCharsets.UTF_8));
        }
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

    private static byte[] bytes(ObjectNode object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that is no JSON", e);
        }
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
