// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Stands in for both services; tests get it by a field of its type. */
public final class FakeServicesResource implements QuarkusTestResourceLifecycleManager {
    private FakeServices services;

    @Override
    public Map<String, String> start() {
        try {
            services = new FakeServices();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String url = services.url().toString();
        return Map.of(
                "hornero.front.project-service-url", url, "hornero.front.status-service-url", url);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(services, new TestInjector.MatchesType(FakeServices.class));
    }

    @Override
    public void stop() {
        services.close();
    }
}
