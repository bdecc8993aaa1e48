// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every object of the cluster under one version counter, as etcd keeps them. A transaction is in
 * the journal before anyone sees it. The recent past is kept in memory for watches; a store that
 * was reopened has the present only, so watches from before have to list again.
 */
public final class ObjectStore implements Closeable {

    private static final System.Logger LOG = System.getLogger(ObjectStore.class.getName());
    private static final int HISTORY = 4_000;
    private static final Duration SYNC_EVERY = Duration.ofMillis(200);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition committed = lock.newCondition();
    private final Condition closing = lock.newCondition();
    private final Journal journal;
    private final NavigableMap<ObjectKey, ObjectNode> objects = new TreeMap<>();
    private final Map<String, Set<ObjectKey>> byOwner = new HashMap<>();
    private final NavigableMap<Long, Change> history = new TreeMap<>();
    private long version;
    private long forgottenUpTo;
    private @Nullable Transaction current;
    private boolean closed;

    private ObjectStore(Journal journal, Journal.Content content) {
        this.journal = journal;
        content.objects().forEach((key, object) -> keep(key, Optional.of(object)));
        this.version = content.resourceVersion();
        this.forgottenUpTo = version;
    }

    /** Opens the store in this directory, which it owns; a new one is made where there is none. */
    public static ObjectStore open(Path directory) {
        try {
            Journal journal = Journal.open(directory.resolve("journal.jsonl"));
            var store = new ObjectStore(journal, journal.load());
            Thread.ofVirtual().name("journal-sync").start(store::syncUntilClosed);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the cluster's objects in " + directory, e);
        }
    }

    /** The changes one writer makes together; what it reads includes its own changes. */
    private final class Transaction {
        private final Map<ObjectKey, Optional<ObjectNode>> pending = new LinkedHashMap<>();
        private final List<Change> changes = new ArrayList<>();
        private long next = version;

        void set(ObjectKey key, Optional<ObjectNode> after) {
            Optional<ObjectNode> before = find(key);
            next++;
            after.ifPresent(object -> Metadata.of(object).put("resourceVersion", "" + next));
            pending.put(key, after);
            changes.add(new Change(next, key, before, after));
        }
    }

    /**
     * Runs the work alone and commits its changes together, or none when it throws. Work inside
     * work joins it.
     */
    public <T extends @Nullable Object> T atomically(Supplier<T> work) {
        lock.lock();
        try {
            if (current != null) {
                return work.get();
            }
            var transaction = new Transaction();
            current = transaction;
            try {
                T result = work.get();
                commit(transaction);
                return result;
            } finally {
                current = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The stored tree itself: to read, never to write to. */
    Optional<ObjectNode> find(ObjectKey key) {
        lock.lock();
        try {
            if (current != null && current.pending.containsKey(key)) {
                return current.pending.get(key);
            }
            return Optional.ofNullable(objects.get(key));
        } finally {
            lock.unlock();
        }
    }

    /** Of one namespace, or of all when it is "". The trees are to read, never to write to. */
    Listing list(ResourceType type, String namespace) {
        lock.lock();
        try {
            var found = new TreeMap<ObjectKey, ObjectNode>();
            for (var entry : objects.tailMap(lowest(type, namespace)).entrySet()) {
                if (!matches(entry.getKey(), type, namespace)) {
                    break;
                }
                found.put(entry.getKey(), entry.getValue());
            }
            if (current != null) {
                current.pending.forEach((key, object) -> {
                    if (matches(key, type, namespace)) {
                        object.ifPresentOrElse(o -> found.put(key, o), () -> found.remove(key));
                    }
                });
            }
            return new Listing(version, List.copyOf(found.values()));
        } finally {
            lock.unlock();
        }
    }

    /** Every object that names this uid among its owners. */
    List<ObjectKey> ownedBy(String uid) {
        lock.lock();
        try {
            var found = new TreeSet<ObjectKey>(byOwner.getOrDefault(uid, Set.of()));
            if (current != null) {
                current.pending.forEach((key, object) -> {
                    if (object.map(Metadata::owners).orElse(Set.of()).contains(uid)) {
                        found.add(key);
                    } else {
                        found.remove(key);
                    }
                });
            }
            return List.copyOf(found);
        } finally {
            lock.unlock();
        }
    }

    /** Stores the tree as it is, under a new resource version; only within a transaction. */
    void put(ObjectKey key, ObjectNode object) {
        transaction().set(key, Optional.of(object));
    }

    void remove(ObjectKey key) {
        transaction().set(key, Optional.empty());
    }

    public long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The changes after this version, in order; empty when none came within the time or the store
     * was closed.
     *
     * @throws ApiException 410 when the history does not reach back that far
     */
    public List<Change> changesAfter(long after, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (version <= after && left > 0 && !closed) {
                requireRemembered(after);
                left = committed.awaitNanos(left);
            }
            requireRemembered(after);
            return List.copyOf(history.tailMap(after, false).values());
        } finally {
            lock.unlock();
        }
    }

    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                committed.signalAll();
                closing.signalAll();
                journal.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the cluster's objects", e);
        } finally {
            lock.unlock();
        }
    }

    private void syncUntilClosed() {
        lock.lock();
        try {
            while (!closed) {
                journal.sync();
                boolean closedMeanwhile = closing.await(SYNC_EVERY.toMillis(), MILLISECONDS);
                if (closedMeanwhile) {
                    return;
                }
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot force the cluster's objects to disk", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void requireRemembered(long after) {
        // A version from the future is another store's: its reader has to start over as well.
        if (after < forgottenUpTo || after > version) {
            throw ApiException.expired(Long.toString(after), forgottenUpTo);
        }
    }

    private Transaction transaction() {
        if (current == null) {
            throw new IllegalStateException("objects change within a transaction only");
        }
        return current;
    }

    private void commit(Transaction transaction) {
        if (transaction.changes.isEmpty()) {
            return;
        }
        if (closed) {
            throw ApiException.internal("the cluster is shutting down");
        }
        try {
            journal.append(transaction.changes);
            transaction.pending.forEach(this::keep);
            version = transaction.next;
            transaction.changes.forEach(c -> history.put(c.resourceVersion(), c));
            while (history.size() > HISTORY) {
                forgottenUpTo = history.pollFirstEntry().getKey();
            }
            committed.signalAll();
            journal.wipeOutdated();
            journal.rewriteIfLong(version, objects);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the cluster's objects to disk", e);
        }
    }

    private void keep(ObjectKey key, Optional<ObjectNode> object) {
        ObjectNode before =
                object.isPresent() ? objects.put(key, object.get()) : objects.remove(key);
        if (before != null) {
            Metadata.owners(before)
                    .forEach(uid ->
                            byOwner.computeIfPresent(
                                    uid,
                                    (_, owned) -> {
                                        owned.remove(key);
                                        return owned.isEmpty() ? null : owned;
                                    }));
        }
        object.map(Metadata::owners)
                .orElse(Set.of())
                .forEach(uid -> byOwner.computeIfAbsent(uid, _ -> new TreeSet<>()).add(key));
    }

    /** Not above any object of the type; a namespace's name has no lower character than 0. */
    private static ObjectKey lowest(ResourceType type, String namespace) {
        return new ObjectKey(type, namespace.isEmpty() && type.namespaced() ? "0" : namespace, "");
    }

    private static boolean matches(ObjectKey key, ResourceType type, String namespace) {
        return key.type() == type && (namespace.isEmpty() || key.namespace().equals(namespace));
    }
}
