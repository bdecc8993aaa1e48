// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Require;
import java.util.List;

/**
 * What a missing value would ask for in turn, because it decides which stages are built.
 *
 * @param name the argument whose value is missing
 * @param value the value it would be given
 * @param needs the names that would be required then and are not now
 */
public record Consequence(String name, String value, List<String> needs) {
    public Consequence {
        Require.text(name, "consequence.name");
        Require.present(value, "consequence.value");
        needs = List.copyOf(Require.present(needs, "consequence.needs"));
    }
}
