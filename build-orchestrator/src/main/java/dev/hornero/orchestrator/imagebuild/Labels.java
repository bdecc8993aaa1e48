// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildRef;
import java.util.Map;
import java.util.TreeMap;

/** Labels of all that the orchestrator makes. It selects by {@link #CLUSTER} and {@link #KIND}. */
final class Labels {
    /** Read by the orchestrator: which of several that share a namespace an object belongs to. */
    static final String CLUSTER = "hornero.dev/cluster";

    /** Read by the orchestrator: {@code build} or {@code ledger}. */
    static final String KIND = "hornero.dev/kind";

    /** Read by the orchestrator on a 409, and by people. */
    static final String BUILD_ID = "hornero.dev/build-id";

    /** For people: {@code kubectl get jobs -l hornero.dev/project-env-id=…}. */
    static final String PROJECT_ENV_ID = "hornero.dev/project-env-id";

    /** The name of the Job; read on Pods to find it. */
    static final String INSTANCE = "app.kubernetes.io/instance";

    static final String BUILD = "build";
    static final String LEDGER = "ledger";

    private Labels() {}

    static Map<String, String> ofBuild(String cluster, BuildRef build, String instance) {
        Map<String, String> labels = standard(cluster, BUILD);
        labels.put(INSTANCE, instance);
        labels.put(BUILD_ID, build.id().toString());
        labels.put(PROJECT_ENV_ID, build.projectEnv().id().toString());
        return labels;
    }

    static Map<String, String> ofLedger(String cluster, String projectEnv) {
        Map<String, String> labels = standard(cluster, LEDGER);
        labels.put(PROJECT_ENV_ID, projectEnv);
        return labels;
    }

    /** What an informer selects. */
    static Map<String, String> selecting(String cluster, String kind) {
        return Map.of(CLUSTER, Names.labelValue(cluster), KIND, kind);
    }

    private static Map<String, String> standard(String cluster, String kind) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("app.kubernetes.io/name", "hornero-" + kind);
        labels.put("app.kubernetes.io/component", kind);
        labels.put("app.kubernetes.io/part-of", "hornero");
        labels.put("app.kubernetes.io/managed-by", "hornero-build-orchestrator");
        labels.put(CLUSTER, Names.labelValue(cluster));
        labels.put(KIND, kind);
        return labels;
    }
}
