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
    /** Kaniko; pin it by digest in production. */
    @WithDefault("ghcr.io/osscontainertools/kaniko:v1.28.3")
    String executorImage();

    /** Has git, sh, find and, for ssh, an ssh client. */
    @WithDefault("docker.io/alpine/git:v2.49.1")
    String checkoutImage();

    /** Further flags of Kaniko, for every build. */
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> executorFlags();

    /** The namespace's default one if absent; it needs no rights and its token is not mounted. */
    Optional<String> serviceAccount();

    /** Secrets of the build namespace with which images are pulled. */
    Optional<List<@WithConverter(TrimmedStringConverter.class) String>> pullSecrets();

    /** When Kubernetes deletes a finished Job that the orchestrator did not delete. */
    @WithDefault("P7D")
    Duration finishedJobKept();

    Proxy proxy();

    Defaults resources();

    Volume volume();

    Git git();

    /** See {@link BuildPodSettings.Git}. */
    interface Git {
        /** URL schemes that the checkout may read; https, ssh and git if absent. */
        Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> allowSchemes();

        /** Private or loopback ranges that the checkout may read all the same. */
        Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> allowCidrs();
    }

    /** As the environment variables of these names. */
    interface Proxy {
        /** {@code HTTP_PROXY} of the checkout and of the executor. */
        Optional<String> http();

        /** {@code HTTPS_PROXY} of the checkout and of the executor. */
        Optional<String> https();

        /** {@code NO_PROXY} of the checkout and of the executor. */
        Optional<String> none();
    }

    /** Requests and limits of a build that has none of its own. */
    interface Defaults {
        /** CPU request of a build that sets none. */
        @WithDefault("250m")
        Optional<String> cpuRequest();

        /** CPU limit of a build that sets none. */
        Optional<String> cpuLimit();

        /** Memory request of a build that sets none. */
        @WithDefault("512Mi")
        Optional<String> memoryRequest();

        /** Memory limit of a build that sets none. */
        @WithDefault("2Gi")
        Optional<String> memoryLimit();
    }

    /** See {@link Workspace}. */
    interface Volume {
        /** Of the volume with the checkout and the image being built. */
        @WithDefault("10Gi")
        String size();

        /** The cluster's default if absent. */
        Optional<String> storageClass();

        /** A directory of the nodes instead of a storage class, for clusters of one node. */
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
