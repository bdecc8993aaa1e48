// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Locale;
import java.util.Map;

/**
 * The one node: this machine. It reserves nothing, so it offers several times its processors; a pod
 * that asks for more than that is refused as on any cluster.
 */
public final class EmbeddedNode {

    public static final String NAME = "hornero";

    private static final int OVERCOMMIT = 4;
    private static final int FEWEST_CPUS = 8;
    private static final long MEMORY_MEBIBYTES = 64 << 10;

    private EmbeddedNode() {}

    public static Node describe() {
        int cpus = Math.max(FEWEST_CPUS, OVERCOMMIT * Runtime.getRuntime().availableProcessors());
        Map<String, Quantity> offered =
                Map.of(
                        "cpu", new Quantity(Integer.toString(cpus)),
                        "memory", new Quantity(MEMORY_MEBIBYTES + "Mi"),
                        "ephemeral-storage", new Quantity("1Ti"),
                        "pods", new Quantity("110"));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(NAME)
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", architecture())
                .addToLabels("kubernetes.io/hostname", NAME)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withCapacity(offered)
                .withAllocatable(offered)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .endCondition()
                .endStatus()
                .build();
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case String other -> other;
        };
    }
}
