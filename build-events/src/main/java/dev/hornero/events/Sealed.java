// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

/**
 * A secret that only its recipient can open: a compact JWE whose protected header binds what it is
 * for. {@code messaging} seals and opens. In JSON a string.
 */
public record Sealed(String jwe) {
    public Sealed {
        Require.text(jwe, "sealed");
    }

    @Override
    public String toString() {
        return "Sealed[" + jwe.length() + " characters]";
    }
}
