// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.Commit;
import dev.hornero.events.scan.Evaluation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a build is made of: commit, build arguments, values.
 *
 * @param scans by commit id: a repeated scan may find another commit
 * @param missing the names without a value, as last published
 * @param evaluation the last one of the Dockerfile with the values
 */
record Inputs(
        Map<String, Fact<ScanResult>> scans,
        Optional<Fact<List<String>>> missing,
        Optional<Fact<ResolvedBuild>> resolved,
        Optional<Fact<Evaluation>> evaluation) {
    static final Inputs UNKNOWN =
            new Inputs(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    Inputs {
        scans = Map.copyOf(scans);
        requireNonNull(missing, "missing");
        requireNonNull(resolved, "resolved");
        requireNonNull(evaluation, "evaluation");
    }

    static Inputs scanned(Fact<ScanResult> fact) {
        return new Inputs(
                Map.of(fact.value().commit().sha(), fact),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Inputs missing(Fact<List<String>> fact, Optional<Fact<Evaluation>> evaluation) {
        return new Inputs(Map.of(), Optional.of(fact), Optional.empty(), evaluation);
    }

    static Inputs resolved(Fact<ResolvedBuild> fact, Optional<Fact<Evaluation>> evaluation) {
        return new Inputs(Map.of(), Optional.empty(), Optional.of(fact), evaluation);
    }

    Inputs join(Inputs other) {
        Map<String, Fact<ScanResult>> both = new HashMap<>(scans);
        other.scans.forEach((sha, scan) -> both.merge(sha, scan, Fact::earlier));
        return new Inputs(
                both,
                Fact.join(missing, other.missing, Fact::later),
                Fact.join(resolved, other.resolved, Fact::earlier),
                Fact.join(evaluation, other.evaluation, Fact::later));
    }

    /**
     * The scan that counts: that of the commit which ArgsResolved names; before that the first, as
     * project-service goes by the first too.
     */
    Optional<Fact<ScanResult>> scan() {
        return resolved.map(fact -> Optional.ofNullable(scans.get(fact.value().commit().sha())))
                .orElseGet(() -> scans.values().stream().reduce(Fact::earlier));
    }

    /** The commit that counts, by the same rule. */
    Optional<Commit> commit() {
        return resolved.map(fact -> fact.value().commit())
                .or(() -> scan().map(fact -> fact.value().commit()));
    }
}
