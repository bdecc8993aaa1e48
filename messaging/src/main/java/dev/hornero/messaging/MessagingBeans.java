// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging;

import dev.hornero.messaging.envelope.EventCodec;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the messaging needs and a service may replace. */
final class MessagingBeans {
    private MessagingBeans() {}

    @Produces
    @Singleton
    @DefaultBean
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static EventCodec codec() {
        return new EventCodec();
    }
}
