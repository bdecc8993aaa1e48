// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the {@link Seals} of a service that has keys; a wrong setting stops the start. */
final class SealBeans {
    private SealBeans() {}

    @Produces
    @Singleton
    static Seals seals(SealConfig config) {
        return new Seals(SealKeys.parse(config.keys().orElse("")));
    }
}
