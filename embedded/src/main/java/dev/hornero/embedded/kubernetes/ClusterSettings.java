// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static java.util.Objects.requireNonNull;

import dev.hornero.embedded.kubernetes.kubelet.executor.KnownImages;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How an embedded cluster behaves where a test or the quickstart wants it otherwise.
 *
 * @param runsPods false leaves pods scheduled and never run, for tests that play the kubelet
 * @param images which images it can stand in for
 * @param firstBackoff how long a Job waits after its first failed pod; Kubernetes: ten seconds
 * @param asksForToken whether only those are served who know the token in the kubeconfig
 * @param reach the ports of this machine that containers may connect to, each on a network of its
 *     own; empty when they share this machine's network
 */
public record ClusterSettings(
        boolean runsPods,
        KnownImages images,
        Duration firstBackoff,
        boolean asksForToken,
        Optional<Set<Integer>> reach) {

    public static final ClusterSettings DEFAULT =
            new ClusterSettings(
                    true, KnownImages.DEFAULT, Duration.ofSeconds(10), true, Optional.empty());

    public ClusterSettings {
        requireNonNull(images, "images");
        if (firstBackoff.isNegative()) {
            throw new IllegalArgumentException("firstBackoff is negative: " + firstBackoff);
        }
    }

    public ClusterSettings withoutKubelet() {
        return new ClusterSettings(false, images, firstBackoff, asksForToken, reach);
    }

    public ClusterSettings withImages(KnownImages known) {
        return new ClusterSettings(runsPods, known, firstBackoff, asksForToken, reach);
    }

    public ClusterSettings withFirstBackoff(Duration backoff) {
        return new ClusterSettings(runsPods, images, backoff, asksForToken, reach);
    }

    /** For tests whose clients have no kubeconfig: anyone who connects is served. */
    public ClusterSettings withoutToken() {
        return new ClusterSettings(runsPods, images, firstBackoff, false, reach);
    }

    /** Containers connect to no port of this machine but these. */
    public ClusterSettings withContainersReaching(Set<Integer> ports) {
        return new ClusterSettings(
                runsPods, images, firstBackoff, asksForToken, Optional.of(Set.copyOf(ports)));
    }
}
