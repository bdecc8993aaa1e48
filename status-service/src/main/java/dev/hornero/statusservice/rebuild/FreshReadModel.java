// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.rebuild;

import dev.hornero.messaging.envelope.Envelope;
import java.util.List;

/** A read model that is being made. Closed without an end, it can be begun anew by anybody. */
public interface FreshReadModel extends AutoCloseable {
    /** Counts the read models of this service. */
    int number();

    /** Adds what these events tell, all or nothing. */
    void add(List<Envelope<?>> events);

    /** It becomes the active one. */
    void finish();

    @Override
    void close();
}
