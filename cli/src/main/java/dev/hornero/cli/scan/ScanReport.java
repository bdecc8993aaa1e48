// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.server.Json;
import dev.hornero.dockerfile.DockerfileEvaluation;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.json.ScanJson;
import java.util.Set;

/**
 * What one Dockerfile needs, with the values that were given.
 *
 * @param path as it was given
 * @param given the names of the values
 */
record ScanReport(String path, DockerfileEvaluation evaluation, Set<String> given) {
    ScanReport {
        requireNonNull(path, "path");
        requireNonNull(evaluation, "evaluation");
        given = Set.copyOf(given);
    }

    DockerfileScan scan() {
        return evaluation.scan();
    }

    int exitCode() {
        if (scan().error().isPresent()) {
            return ExitCode.NOT_A_DOCKERFILE;
        }
        return scan().required().isEmpty() ? ExitCode.OK : ExitCode.VALUES_MISSING;
    }

    /** For machines, in one line; what is absent is null. */
    String line() {
        return ScanJson.line(path, evaluation);
    }

    /** The same, to put more into it. */
    ObjectNode json() {
        try {
            return (ObjectNode) Json.parse(line());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the line is no JSON: " + line(), e);
        }
    }
}
