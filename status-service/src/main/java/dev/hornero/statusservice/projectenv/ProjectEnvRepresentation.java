// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.projectenv;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.LineDefault;
import dev.hornero.statusservice.imagebuild.BuildRepresentation;
import dev.hornero.statusservice.imagebuild.model.MissingValue;
import dev.hornero.statusservice.imagebuild.model.Phase;
import java.util.List;
import java.util.Optional;

/**
 * A ProjectEnv by its last build.
 *
 * @param missing the values that the last build waits for
 * @param optional the build arguments of the last build that have a default
 */
record ProjectEnvRepresentation(
        String id,
        String name,
        String project,
        String environment,
        Optional<Phase> phase,
        List<MissingValue> missing,
        List<OptionalValue> optional,
        Optional<BuildRepresentation> lastBuild) {

    /**
     * A value that may be given.
     *
     * @param defaults of each line that writes one, where they differ
     */
    record OptionalValue(
            String name,
            @JsonProperty("default") Optional<String> defaultValue,
            Optional<List<LineDefault>> defaults,
            Optional<String> description) {}

    static ProjectEnvRepresentation of(
            ProjectEnvRef projectEnv, Optional<BuildRepresentation> lastBuild) {
        return new ProjectEnvRepresentation(
                projectEnv.id().toString(),
                projectEnv.name(),
                projectEnv.project(),
                projectEnv.environment(),
                lastBuild.map(BuildRepresentation::phase),
                lastBuild.map(BuildRepresentation::missing).orElse(List.of()),
                lastBuild.flatMap(BuildRepresentation::arguments).orElse(List.of()).stream()
                        .filter(argument ->
                                argument.requirement().equals(ArgRequirement.OPTIONAL.name()))
                        .map(argument ->
                                new OptionalValue(
                                        argument.name(),
                                        argument.defaultValue(),
                                        argument.defaults(),
                                        argument.description()))
                        .toList(),
                lastBuild);
    }
}
