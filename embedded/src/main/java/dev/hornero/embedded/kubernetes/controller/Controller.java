// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Looks at one object and takes the next step towards what it asks for; called again until done.
 */
public interface Controller {

    String name();

    /** The objects to look at after a start, whatever happened before it. */
    Collection<ObjectKey> all();

    /** The objects to look at because of this change. */
    Collection<ObjectKey> affectedBy(Change change);

    /**
     * Takes the next step, alone: what it reads stays so, and all it writes is committed together,
     * or nothing when it throws. Must be repeatable, quick, and cope with an object that is gone.
     *
     * @return when to look again although nothing changed
     */
    Optional<Instant> reconcile(ObjectKey key);
}
