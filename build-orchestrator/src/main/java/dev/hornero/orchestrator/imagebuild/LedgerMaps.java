// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A ledger as a ConfigMap. */
final class LedgerMaps {
    private static final String RELEASED = "released";
    private static final String RELEASED_AT = "released-at";
    private static final String RUNNING = "running";
    private static final String RUNNING_JOB = "running-job";
    private static final String ENDED_AHEAD = "ended-ahead";
    private static final String DELETED_AT = "deleted-at";

    private LedgerMaps() {}

    static ConfigMap write(Ledger ledger, String cluster) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put(RELEASED, Long.toString(ledger.released()));
        ledger.releasedAt().ifPresent(at -> data.put(RELEASED_AT, at.toString()));
        ledger.running()
                .ifPresent(running -> {
                    data.put(RUNNING, running.build().toString());
                    data.put(RUNNING_JOB, running.uid());
                });
        if (!ledger.endedAhead().isEmpty()) {
            data.put(
                    ENDED_AHEAD,
                    ledger.endedAhead().stream()
                            .sorted()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")));
        }
        ledger.deletedAt().ifPresent(at -> data.put(DELETED_AT, at.toString()));
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(Names.ledger(ledger.projectEnv()))
                .withNamespace(ledger.namespace())
                .withLabels(Labels.ofLedger(cluster, ledger.projectEnv().toString()))
                .withResourceVersion(ledger.version().orElse(null))
                .endMetadata()
                .withData(data)
                .build();
    }

    static Ledger read(ConfigMap map) {
        Map<String, String> data = Objects.requireNonNullElse(map.getData(), Map.of());
        return new Ledger(
                ProjectEnvId.of(
                        map.getMetadata().getLabels().getOrDefault(Labels.PROJECT_ENV_ID, "")),
                map.getMetadata().getNamespace(),
                Optional.of(map.getMetadata().getResourceVersion()),
                Long.parseLong(data.getOrDefault(RELEASED, "0")),
                Optional.ofNullable(data.get(RUNNING))
                        .map(build ->
                                new Ledger.Running(
                                        BuildId.of(build), data.getOrDefault(RUNNING_JOB, ""))),
                Optional.ofNullable(data.get(RELEASED_AT)).map(Instant::parse),
                Optional.ofNullable(data.get(ENDED_AHEAD))
                        .map(LedgerMaps::numbers)
                        .orElse(Set.of()),
                Optional.ofNullable(data.get(DELETED_AT)).map(Instant::parse));
    }

    private static Set<Long> numbers(String text) {
        return Stream.of(text.split(",")).map(Long::valueOf).collect(Collectors.toSet());
    }
}
