// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** What is seen of the cluster; it may be late, so nothing is decided by it that cannot fail. */
public interface BuildWatch {
    /** Where a Job is: the key under which changes are reported. */
    record Key(String namespace, String job) {
        public static Key of(Observation seen) {
            return new Key(seen.job().location().namespace(), seen.job().location().job());
        }
    }

    /**
     * Begins to look, and returns when everything there was seen once.
     *
     * @param changed is called for every Job that looks different, on a thread that must not be
     *     blocked
     * @param gone is given what was seen last of a Job that does not exist any more; after a gap in
     *     the watch, another leader may have ended it properly
     */
    void start(Consumer<Key> changed, Consumer<Observation> gone) throws InterruptedException;

    void stop();

    Optional<Observation> find(Key key);

    Collection<Observation> all();

    /** An empty ledger where none was seen. */
    Ledger ledger(String namespace, ProjectEnvId projectEnv);

    Collection<Ledger> ledgers();
}
