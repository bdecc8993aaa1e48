// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import java.time.Duration;

/**
 * How an embedded cluster behaves where a test or the quickstart wants it otherwise.
 *
 * @param runsPods false leaves pods scheduled and never run, for tests that play the kubelet
 * @param firstBackoff how long a Job waits after its first failed pod; Kubernetes: ten seconds
 */
public record ClusterSettings(boolean runsPods, Duration firstBackoff) {

    public static final ClusterSettings DEFAULT = new ClusterSettings(true, Duration.ofSeconds(10));

    public ClusterSettings {
        if (firstBackoff.isNegative()) {
            throw new IllegalArgumentException("firstBackoff is negative: " + firstBackoff);
        }
    }

    public ClusterSettings withoutKubelet() {
        return new ClusterSettings(false, firstBackoff);
    }

    public ClusterSettings withFirstBackoff(Duration backoff) {
        return new ClusterSettings(runsPods, backoff);
    }
}
