// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.server.Json;
import dev.hornero.dockerfile.Argument;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.json.ScanJson;
import java.util.List;
import java.util.Set;

/**
 * What one Dockerfile needs.
 *
 * @param path as it was given
 * @param given the names of the values known already
 */
record ScanReport(String path, DockerfileScan scan, Set<String> given) {
    ScanReport {
        requireNonNull(path, "path");
        requireNonNull(scan, "scan");
        given = Set.copyOf(given);
    }

    /** Required, and not given. */
    List<Argument> missing() {
        return scan.required().stream()
                .filter(argument -> !given.contains(argument.name()))
                .toList();
    }

    int exitCode() {
        if (scan.error().isPresent()) {
            return ExitCode.NOT_A_DOCKERFILE;
        }
        return missing().isEmpty() ? ExitCode.OK : ExitCode.VALUES_MISSING;
    }

    /** For machines, in one line; what is absent is null. */
    String line() {
        return ScanJson.line(path, scan);
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
