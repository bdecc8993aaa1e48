// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.Require;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** On which nodes a build may run. */
public record Placement(Map<String, String> nodeSelector, List<Toleration> tolerations) {
    /** Anywhere. */
    public static final Placement ANYWHERE = new Placement(Map.of(), List.of());

    public Placement {
        nodeSelector = Map.copyOf(Require.present(nodeSelector, "placement.nodeSelector"));
        tolerations = List.copyOf(Require.present(tolerations, "placement.tolerations"));
    }

    /** As in a Kubernetes pod; absent means what Kubernetes takes it to mean. */
    public record Toleration(
            Optional<String> key,
            Optional<String> operator,
            Optional<String> value,
            Optional<String> effect) {
        public Toleration {
            Require.present(key, "toleration.key");
            Require.present(operator, "toleration.operator");
            Require.present(value, "toleration.value");
            Require.present(effect, "toleration.effect");
        }
    }
}
