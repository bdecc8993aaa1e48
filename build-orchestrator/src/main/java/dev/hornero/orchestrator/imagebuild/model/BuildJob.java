// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Sealed;
import dev.hornero.events.job.CreatedResource;
import dev.hornero.events.job.JobLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A build as its Job in the cluster describes it: all that is known once ArgsResolved was handled.
 *
 * @param uid of the Job; the ids of all events are derived from it
 * @param repository the path of the image's repository in the registry
 * @param tags the tags that were asked of the registry, the first is the one it is called by
 * @param gitCredential as it came; opened again when the build is released
 * @param secretValues the keys of the values Secret that must not be seen in a log
 * @param workspace the volume that the Job was made for
 * @param resources every object that exists once the build is launched
 */
public record BuildJob(
        BuildRef build,
        JobLocation location,
        String uid,
        long sequence,
        Instant resolvedAt,
        String registryHost,
        String repository,
        List<String> tags,
        Optional<String> cacheRepository,
        Duration timeout,
        String sourceRepository,
        Optional<Sealed> gitCredential,
        List<String> secretValues,
        Workspace workspace,
        List<CreatedResource> resources,
        Optional<String> traceparent) {
    public BuildJob {
        requireNonNull(build, "build");
        requireNonNull(location, "location");
        requireNonNull(uid, "uid");
        requireNonNull(resolvedAt, "resolvedAt");
        requireNonNull(registryHost, "registryHost");
        requireNonNull(repository, "repository");
        tags = List.copyOf(tags);
        requireNonNull(cacheRepository, "cacheRepository");
        requireNonNull(timeout, "timeout");
        requireNonNull(sourceRepository, "sourceRepository");
        requireNonNull(gitCredential, "gitCredential");
        secretValues = List.copyOf(secretValues);
        requireNonNull(workspace, "workspace");
        resources = List.copyOf(resources);
        requireNonNull(traceparent, "traceparent");
    }

    /** The image's full reference. */
    public String image() {
        return registryHost + "/" + repository + ":" + tags.getFirst();
    }
}
