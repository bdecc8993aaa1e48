// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Where the image of one build goes.
 *
 * @param host of the registry, with its port
 * @param repository the whole path below the host, the registry's prefix included
 * @param tags at least one; the first is the one that the image is called by
 * @param cacheRepository where layers are kept, a path below the host; absent for a build without
 *     cache
 * @param insecure plain HTTP, or a certificate of no known authority
 */
public record ImageDestination(
        String host,
        String repository,
        List<String> tags,
        Optional<String> cacheRepository,
        boolean insecure) {
    public ImageDestination {
        requireNonNull(host, "host");
        requireNonNull(repository, "repository");
        tags = List.copyOf(tags);
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("tags must have at least one tag");
        }
        requireNonNull(cacheRepository, "cacheRepository");
    }

    /** {@code host/repository:tag} for every tag. */
    public List<String> references() {
        return tags.stream().map(tag -> host + "/" + repository + ":" + tag).toList();
    }

    /** {@code host/repository} of the layers. */
    public Optional<String> cacheReference() {
        return cacheRepository.map(path -> host + "/" + path);
    }
}
