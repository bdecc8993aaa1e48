// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import java.util.List;

/** The finalizers of Kubernetes' own controllers, each removed by the one that acts on it. */
public final class Finalizers {

    /** Set by a deletion with policy Orphan; removed by the garbage collector. */
    public static final String ORPHAN = "orphan";

    /** Set by a deletion with policy Foreground; removed by the garbage collector. */
    public static final String FOREGROUND = "foregroundDeletion";

    static final List<String> PROPAGATION = List.of(ORPHAN, FOREGROUND);

    /** A claim stays while a pod uses it. */
    public static final String CLAIM_IN_USE = "kubernetes.io/pvc-protection";

    /** A volume stays while it is bound to a claim. */
    public static final String VOLUME_BOUND = "kubernetes.io/pv-protection";

    /** A Job's pod stays until the Job has counted it. */
    public static final String JOB_TRACKING = "batch.kubernetes.io/job-tracking";

    private Finalizers() {}
}
