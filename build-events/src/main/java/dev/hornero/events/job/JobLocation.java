// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.Require;

/** Where a build job is: cluster, namespace, and the name of the Job. */
public record JobLocation(String cluster, String namespace, String job) {
    public JobLocation {
        Require.name(cluster, "location.cluster");
        Require.text(namespace, "location.namespace");
        Require.text(job, "location.job");
    }
}
