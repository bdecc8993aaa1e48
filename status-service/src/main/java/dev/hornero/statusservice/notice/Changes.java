// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.notice;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hands the news of this and the other instances to whoever watches. */
@Singleton
public final class Changes {
    /** Somebody who watches; is called on the thread that brings the news and must not block. */
    public interface Watcher {
        void changed(Change change);

        /** News may have been lost: what was read before may be old. */
        void missed();
    }

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();

    /** Begins to tell a watcher. */
    public void add(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Ends it. */
    public void remove(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Something is no longer as it was. */
    public void tell(Change change) {
        watchers.forEach(watcher -> watcher.changed(change));
    }

    /** The way by which news come was broken and is whole again. */
    public void tellMissed() {
        watchers.forEach(Watcher::missed);
    }
}
