// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How an embedded cluster behaves where a test or the quickstart wants it otherwise.
 *
 * @param runsPods false leaves pods scheduled and never run, for tests that play the kubelet
 * @param firstBackoff how long a Job waits after its first failed pod; Kubernetes: ten seconds
 * @param asksForToken whether only those are served who know the token in the kubeconfig
 * @param reach the ports of this machine that containers may connect to, each on a network of its
 *     own; empty when they share this machine's network
 */
public record ClusterSettings(
        boolean runsPods,
        Duration firstBackoff,
        boolean asksForToken,
        Optional<Set<Integer>> reach) {

    public static final ClusterSettings DEFAULT =
            new ClusterSettings(true, Duration.ofSeconds(10), true, Optional.empty());

    public ClusterSettings {
        if (firstBackoff.isNegative()) {
            throw new IllegalArgumentException("firstBackoff is negative: " + firstBackoff);
        }
    }

    public ClusterSettings withoutKubelet() {
        return new ClusterSettings(false, firstBackoff, asksForToken, reach);
    }

    public ClusterSettings withFirstBackoff(Duration backoff) {
        return new ClusterSettings(runsPods, backoff, asksForToken, reach);
    }

    /** For tests whose clients have no kubeconfig: anyone who connects is served. */
    public ClusterSettings withoutToken() {
        return new ClusterSettings(runsPods, firstBackoff, false, reach);
    }

    /** Containers connect to no port of this machine but these. */
    public ClusterSettings withContainersReaching(Set<Integer> ports) {
        return new ClusterSettings(
                runsPods, firstBackoff, asksForToken, Optional.of(Set.copyOf(ports)));
    }
}
