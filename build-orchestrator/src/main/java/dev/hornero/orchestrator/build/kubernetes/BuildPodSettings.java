// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build.kubernetes;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.build.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all build pods of a cluster have in common.
 *
 * @param executorFlags given to Kaniko after ours
 * @param pullSecrets names of Secrets in the namespace, for the executor and checkout images
 * @param proxies {@code HTTP_PROXY} and the like, for the checkout, the executor and RUN
 * @param finishedJobKept a backstop only: the orchestrator deletes a Job when it is published
 * @param resources where the build's own do not say
 */
record BuildPodSettings(
        String cluster,
        String executorImage,
        String checkoutImage,
        List<String> executorFlags,
        Optional<String> serviceAccount,
        List<String> pullSecrets,
        Map<String, String> proxies,
        Duration finishedJobKept,
        Resources resources,
        Workspace workspace) {
    BuildPodSettings {
        requireNonNull(cluster, "cluster");
        requireNonNull(executorImage, "executorImage");
        requireNonNull(checkoutImage, "checkoutImage");
        executorFlags = List.copyOf(executorFlags);
        requireNonNull(serviceAccount, "serviceAccount");
        pullSecrets = List.copyOf(pullSecrets);
        proxies = Map.copyOf(proxies);
        requireNonNull(finishedJobKept, "finishedJobKept");
        requireNonNull(resources, "resources");
        requireNonNull(workspace, "workspace");
    }

    /**
     * The volume that the commit is checked out onto.
     *
     * @param size a Kubernetes quantity
     * @param storageClass the cluster's default class if absent
     * @param hostPath makes volumes static: the directory on the node that they are below
     */
    record Workspace(String size, Optional<String> storageClass, Optional<String> hostPath) {
        Workspace {
            requireNonNull(size, "size");
            requireNonNull(storageClass, "storageClass");
            requireNonNull(hostPath, "hostPath");
        }
    }
}
