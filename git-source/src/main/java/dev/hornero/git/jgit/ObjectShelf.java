// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** The objects of one read, in memory and within their limit. */
final class ObjectShelf implements AutoCloseable {

    /** What an object takes beside its bytes: ids, maps, headers. */
    private static final int OVERHEAD = 160;

    private final long limit;
    private final Memory memory;
    private final Map<ObjectId, GitObject> objects = new HashMap<>();
    private long used;

    ObjectShelf(long limit, Memory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** Before an object of this size is made, so that nothing is unpacked that has no place. */
    void reserve(long bytes) throws LimitReached, Memory.Exhausted {
        if (used + bytes + OVERHEAD > limit) {
            throw new LimitReached(
                    "Reading the file would take more than the "
                            + limit
                            + " bytes of memory allowed: the git server gives only whole"
                            + " snapshots. Let it answer partial fetches"
                            + " (git config uploadpack.allowFilter true).");
        }
        memory.take(bytes + OVERHEAD, used);
        used += bytes + OVERHEAD;
    }

    void put(GitObject object) {
        objects.putIfAbsent(object.id(), object);
    }

    Optional<GitObject> get(ObjectId id) {
        return Optional.ofNullable(objects.get(id));
    }

    @Override
    public void close() {
        memory.giveBack(used);
        used = 0;
        objects.clear();
    }
}
