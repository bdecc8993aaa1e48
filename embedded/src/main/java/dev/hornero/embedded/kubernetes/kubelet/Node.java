// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.controller.EventRecorder;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec.ImageStore;
import dev.hornero.embedded.kubernetes.kubelet.shim.Isolation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What every pod of this node shares.
 *
 * @param reach the ports of this machine that containers may connect to; empty for all it has
 * @param pods the directory that holds one for each pod
 * @param builder asked when a container is to build; finding out takes a moment
 */
record Node(
        ClusterObjects objects,
        EventRecorder events,
        Supplier<ImageStore> builder,
        Isolation isolation,
        Optional<Set<Integer>> reach,
        ContainerLauncher launcher,
        Path pods,
        Clock clock) {}
