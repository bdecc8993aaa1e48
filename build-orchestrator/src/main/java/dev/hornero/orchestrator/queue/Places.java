// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.queue;

import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.queue.Place.State;

/** Reads a build's place from what is seen of it and what its ProjectEnv's ledger says. */
public final class Places {
    private Places() {}

    public static Place of(Observation seen, Ledger ledger) {
        return Place.of(seen.job(), state(seen, ledger));
    }

    private static State state(Observation seen, Ledger ledger) {
        if (seen.alive()) {
            return State.RUNNING;
        }
        if (seen.state().finish().isPresent()
                || seen.state().verdict().isPresent()
                || seen.state().deletionAt().isPresent()
                || !seen.state().held()) {
            return State.ENDED;
        }
        if (!seen.state().suspended()) {
            return State.RUNNING;
        }
        if (ledger.isRunning(seen.job())) {
            return State.LETTING_GO;
        }
        // A Job that was made again after the build had ended, by somebody who had slept.
        return ledger.knows(seen.job().sequence()) || ledger.deletedAt().isPresent()
                ? State.ENDED
                : State.QUEUED;
    }
}
