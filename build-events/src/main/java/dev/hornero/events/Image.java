// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.util.List;

/**
 * The image a build makes. The registry is the orchestrator's: it prefixes its own.
 *
 * @param repository the repository's path in the registry, {@code <environment>-<project>}
 * @param tags at least one
 */
public record Image(String repository, List<String> tags) {
    public Image {
        Require.text(repository, "image.repository");
        tags = List.copyOf(Require.present(tags, "image.tags"));
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("image.tags must have at least one tag");
        }
        tags.forEach(tag -> Require.text(tag, "image.tags"));
    }
}
