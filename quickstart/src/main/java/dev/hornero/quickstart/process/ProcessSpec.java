// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * A process of the installation.
 *
 * @param environment what is set on top of this process' own environment; secrets are here and
 *     never in the command, which every user of the machine can read
 * @param watches signs of life; it is started again when one of them is missing for too long
 */
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Readiness readiness,
        List<Watch> watches) {

    public ProcessSpec {
        requireNonNull(name, "name");
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        requireNonNull(readiness, "readiness");
        watches = List.copyOf(watches);
    }

    /** Without the values of the environment. */
    @Override
    public String toString() {
        return "ProcessSpec[name=%s, command=%s, environment=%s]"
                .formatted(name, command, environment.keySet());
    }
}
