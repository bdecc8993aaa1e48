// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** The objects of one read, in memory and within their limit. */
final class ObjectShelf {

    private final long limit;
    private final Map<ObjectId, GitObject> objects = new HashMap<>();
    private long held;

    ObjectShelf(long limit) {
        this.limit = limit;
    }

    void put(GitObject object) throws LimitReached {
        if (objects.putIfAbsent(object.id(), object) != null) {
            return;
        }
        held += object.bytes().length;
        if (held > limit) {
            throw new LimitReached(
                    "Reading the file would take more than the "
                            + limit
                            + " bytes of memory allowed: the git server gives only whole"
                            + " snapshots. Let it answer partial fetches"
                            + " (git config uploadpack.allowFilter true).");
        }
    }

    Optional<GitObject> get(ObjectId id) {
        return Optional.ofNullable(objects.get(id));
    }
}
