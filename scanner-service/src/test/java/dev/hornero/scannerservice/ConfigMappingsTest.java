// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.houserules.MappedSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConfigMappingsTest {
    private static final List<Class<?>> MAPPINGS =
            MappedSettings.mappings("dev.hornero.scannerservice");

    @Test
    void everySettingHasItsDefault() throws Exception {
        assertThat(settings("required.properties")).isEqualTo(lines("defaults.properties"));
    }

    @Test
    void everySettingCanBeSet() throws Exception {
        assertThat(settings("full.properties"))
                .isEqualTo(lines("full.properties"))
                .doesNotContainAnyElementsOf(lines("defaults.properties"));
    }

    private static List<String> settings(String file) throws IOException {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withSources(new PropertiesConfigSource(resource(file)));
        MAPPINGS.forEach(builder::withMapping);
        SmallRyeConfig config = builder.build();
        return MappedSettings.lines(MAPPINGS, config::getConfigMapping);
    }

    private static List<String> lines(String file) throws IOException, URISyntaxException {
        return Files.readAllLines(Path.of(resource(file).toURI()));
    }

    private static URL resource(String file) {
        return Objects.requireNonNull(ConfigMappingsTest.class.getResource("/config/" + file));
    }
}
