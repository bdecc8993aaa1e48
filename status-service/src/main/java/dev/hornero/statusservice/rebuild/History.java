// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.rebuild;

import dev.hornero.messaging.envelope.Envelope;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Every event of ProjectEnvs and builds that was ever told. */
public interface History {
    /**
     * Hands over in batches all that is there now, and returns when that is done or is to stop.
     *
     * @param reader makes the consumer group a fresh one
     */
    void replay(int reader, Consumer<List<Envelope<?>>> batches, BooleanSupplier stop);
}
