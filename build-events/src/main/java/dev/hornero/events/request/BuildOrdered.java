// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.request;

import dev.hornero.events.Require;
import java.util.Map;
import java.util.Optional;

/**
 * Another service wants a new image. project-service answers with {@code BuildRequested}, whose
 * {@code causedBy} and {@code causedBySource} are this event's id and source, or with {@code
 * BuildOrderRefused}; the same order again makes no second build.
 *
 * @param projectEnv {@code <environment>-<project>}
 * @param values plain values for this build only; a secret does not belong here
 */
public record BuildOrdered(
        String projectEnv,
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> tag,
        Map<String, String> values)
        implements RequestEvent {
    public BuildOrdered {
        Require.text(projectEnv, "projectEnv");
        Require.present(branch, "branch");
        Require.present(commit, "commit");
        Require.present(tag, "tag");
        values = Map.copyOf(Require.present(values, "values"));
    }

    @Override
    public String key() {
        return projectEnv;
    }

    @Override
    public String subject() {
        return projectEnv;
    }
}
