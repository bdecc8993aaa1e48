// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildPodConfigTest {
    @Test
    void listsMayHaveBlanksBehindTheirCommas() {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withDefaultValues(
                                Map.of(
                                        "hornero.orchestrator.cluster",
                                        "local",
                                        "hornero.orchestrator.namespaces",
                                        "builds, other",
                                        "hornero.build.pull-secrets",
                                        "one, two",
                                        "hornero.build.executor-flags",
                                        "--verbosity=debug, --single-snapshot"))
                        .withMapping(OrchestratorConfig.class)
                        .withMapping(BuildPodConfig.class)
                        .build();

        assertThat(config.getConfigMapping(OrchestratorConfig.class).namespaces())
                .containsExactlyInAnyOrder("builds", "other");
        BuildPodSettings settings = config.getConfigMapping(BuildPodConfig.class).settings("local");
        assertThat(settings.pullSecrets()).containsExactly("one", "two");
        assertThat(settings.executorFlags())
                .containsExactly("--verbosity=debug", "--single-snapshot");
    }
}
