// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.imagebuild;

import dev.hornero.console.service.Consequence;
import dev.hornero.console.service.MissingValue;
import java.util.List;

/**
 * A value that a build waits for.
 *
 * @param reason why it is needed; empty where it always is
 * @param consequences what its value would ask for in turn
 */
public record Need(
        String name, String description, boolean hard, String reason, List<String> consequences) {
    public Need {
        consequences = List.copyOf(consequences);
    }

    public static Need of(MissingValue missing, List<Consequence> consequences) {
        return new Need(
                missing.name(),
                missing.description().orElse(""),
                missing.hard(),
                missing.reason(),
                consequences.stream()
                        .filter(consequence -> consequence.name().equals(missing.name()))
                        .map(Consequence::sentence)
                        .toList());
    }
}
