// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.imagebuild.Resources;
import dev.hornero.orchestrator.imagebuild.model.Workspace;
import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Settings of build pods. */
@ConfigMapping(prefix = "hornero.build")
public interface BuildPodConfig {
    @WithDefault("ghcr.io/osscontainertools/kaniko:v1.28.3")
    String executorImage();

    /** Has git, sh, find and, for ssh, an ssh client. */
    @WithDefault("docker.io/alpine/git:v2.49.1")
    String checkoutImage();

    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> executorFlags();

    /** The namespace's default one if absent; it needs no rights and its token is not mounted. */
    Optional<String> serviceAccount();

    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> pullSecrets();

    @WithDefault("P7D")
    Duration finishedJobKept();

    Proxy proxy();

    Defaults resources();

    Volume volume();

    Git git();

    /** See {@link BuildPodSettings.Git}. */
    interface Git {
        Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> allowSchemes();

        Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> allowCidrs();
    }

    /** As the environment variables of these names. */
    interface Proxy {
        Optional<String> http();

        Optional<String> https();

        Optional<String> none();
    }

    /** Requests and limits of a build that has none of its own. */
    interface Defaults {
        @WithDefault("250m")
        Optional<String> cpuRequest();

        Optional<String> cpuLimit();

        @WithDefault("512Mi")
        Optional<String> memoryRequest();

        @WithDefault("2Gi")
        Optional<String> memoryLimit();
    }

    /** See {@link Workspace}. */
    interface Volume {
        @WithDefault("10Gi")
        String size();

        Optional<String> storageClass();

        Optional<String> hostPath();
    }

    default BuildPodSettings settings(String cluster) {
        return new BuildPodSettings(
                cluster,
                executorImage(),
                checkoutImage(),
                executorFlags().orElse(List.of()),
                serviceAccount(),
                pullSecrets().orElse(List.of()),
                proxies(),
                finishedJobKept(),
                new Resources(
                        resources().cpuRequest(),
                        resources().cpuLimit(),
                        resources().memoryRequest(),
                        resources().memoryLimit()),
                new Workspace(volume().size(), volume().storageClass(), volume().hostPath()),
                new BuildPodSettings.Git(
                        git().allowSchemes().orElse(Set.of()),
                        git().allowCidrs().orElse(Set.of())));
    }

    private Map<String, String> proxies() {
        Map<String, String> proxies = new TreeMap<>();
        proxy().http().ifPresent(value -> proxies.put("HTTP_PROXY", value));
        proxy().https().ifPresent(value -> proxies.put("HTTPS_PROXY", value));
        proxy().none().ifPresent(value -> proxies.put("NO_PROXY", value));
        return proxies;
    }
}
