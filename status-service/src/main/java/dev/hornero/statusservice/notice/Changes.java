// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.notice;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hands the changes that this and the other instances made to every watcher. */
@Singleton
public final class Changes {
    /** Is called on the thread that receives the changes and must not block. */
    public interface Watcher {
        void changed(Change change);

        /** Changes may have been lost: what was read before may be old. */
        void missed();
    }

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();

    /** Adds a watcher. */
    public void add(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Removes a watcher. */
    public void remove(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Something is no longer as it was. */
    public void publish(Change change) {
        watchers.forEach(watcher -> watcher.changed(change));
    }

    /** The connection that changes come by was broken and works again. */
    public void publishMissed() {
        watchers.forEach(Watcher::missed);
    }
}
