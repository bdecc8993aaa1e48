// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules.grill;

import dev.hornero.houserules.PortRulesTest;

/** Implements an interface of another package, for {@link PortRulesTest}. */
public record WoodGrill() implements PortRulesTest.Grill {
    @Override
    public void roast() {}
}
