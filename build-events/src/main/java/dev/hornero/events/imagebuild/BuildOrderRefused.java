// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.RefusedRequest;
import dev.hornero.events.Require;

/**
 * The answer to a {@code BuildOrdered} that no build is made of. The order may be sent again under
 * another id once what it says is mended.
 *
 * @param projectEnv {@code <environment>-<project>} as the order has it; there may be none
 */
public record BuildOrderRefused(String projectEnv, RefusedRequest request)
        implements BuildTopicEvent {
    public BuildOrderRefused {
        Require.text(projectEnv, "projectEnv");
        Require.present(request, "request");
    }

    /** The order's own key: there may be no ProjectEnv, and so no id of one. */
    @Override
    public String key() {
        return projectEnv;
    }

    @Override
    public String subject() {
        return projectEnv;
    }
}
