// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildArgumentsTest {

    @Test
    void onlyNamesStandOnTheCommandLineAndTheLastValueOfANameHolds() {
        BuildArguments arguments =
                BuildArguments.of(List.of("TOKEN=first", "TOKEN=a=b\nc", "OTHER=x"));

        assertThat(arguments.flags())
                .containsExactly("--build-arg", "TOKEN", "--build-arg", "OTHER");
        assertThat(arguments.environment())
                .containsOnly(Map.entry("TOKEN", "a=b\nc"), Map.entry("OTHER", "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "LD_PRELOAD",
                "HTTPS_PROXY",
                "no_proxy",
                "GODEBUG",
                "DOCKER_HOST",
                "CONTAINERS_CONF",
                "_CONTAINERS_USERNS_CONFIGURED",
                "STORAGE_DRIVER",
                "XDG_RUNTIME_DIR",
                "with.dot",
                "with-dash"
            })
    void aVariableThatTheBuilderHeedsOrNoShellKnowsStaysOutOfItsEnvironment(String name) {
        BuildArguments arguments = BuildArguments.of(List.of(name + "=x"));

        assertThat(arguments.flags()).containsExactly("--build-arg", name + "=x");
        assertThat(arguments.environment()).isEmpty();
    }
}
