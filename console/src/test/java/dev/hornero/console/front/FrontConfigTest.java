// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontConfigTest {
    private static FrontConfig with(Map<String, String> settings) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(FrontConfig.class)
                        .withSources(new PropertiesConfigSource(settings, "settings", 300))
                        .build();
        return config.getConfigMapping(FrontConfig.class);
    }

    @Test
    void theServicesAreOnThisMachineByDefault() {
        FrontConfig config = with(Map.of());

        assertThat(config.projectServiceUrl()).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(config.statusServiceUrl()).isEqualTo(URI.create("http://localhost:8084"));
    }

    @Test
    void settingsSayWhereElseTheyAre() {
        FrontConfig config =
                with(
                        Map.of(
                                "hornero.front.project-service-url", "http://projects",
                                "hornero.front.status-service-url", "http://status"));

        assertThat(config.projectServiceUrl()).isEqualTo(URI.create("http://projects"));
        assertThat(config.statusServiceUrl()).isEqualTo(URI.create("http://status"));
    }
}
