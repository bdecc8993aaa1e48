// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Beans that pages need. */
@ApplicationScoped
class PageBeans {
    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }
}
