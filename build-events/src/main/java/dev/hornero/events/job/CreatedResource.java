// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.Require;

/** An object that the orchestrator made in the cluster for a build. */
public record CreatedResource(String kind, String name) {
    public CreatedResource {
        Require.text(kind, "resource.kind");
        Require.text(name, "resource.name");
    }
}
