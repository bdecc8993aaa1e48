// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a pod may run on a node, in the scheduler's words when it may not. */
final class Fit {

    private static final String PREFIX = "0/1 nodes are available: ";

    private Fit() {}

    static Optional<String> objection(
            JsonNode podSpec, Map<String, String> nodeLabels, Map<String, Quantity> offered) {
        boolean selected =
                podSpec.path("nodeSelector").properties().stream()
                        .allMatch(wanted ->
                                wanted.getValue().asText().equals(nodeLabels.get(wanted.getKey())));
        if (!selected) {
            return Optional.of(PREFIX + "1 node(s) didn't match Pod's node affinity/selector.");
        }
        for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
            BigDecimal has = amount(offered.getOrDefault(resource, new Quantity("0")));
            if (requested(podSpec, resource).compareTo(has) > 0) {
                return Optional.of(PREFIX + "1 Insufficient " + resource + ".");
            }
        }
        return Optional.empty();
    }

    /** Containers run together, init containers one by one before them. */
    private static BigDecimal requested(JsonNode podSpec, String resource) {
        BigDecimal together =
                requests(podSpec.path("containers"), resource)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return requests(podSpec.path("initContainers"), resource).reduce(together, BigDecimal::max);
    }

    private static Stream<BigDecimal> requests(JsonNode containers, String resource) {
        return containers
                .valueStream()
                .map(c -> c.path("resources").path("requests").path(resource).asText(""))
                .filter(text -> !text.isEmpty())
                .map(text -> amount(new Quantity(text)));
    }

    private static BigDecimal amount(Quantity quantity) {
        return quantity.getNumericalAmount();
    }
}
