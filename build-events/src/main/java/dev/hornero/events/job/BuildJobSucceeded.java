// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;
import java.time.Duration;
import java.util.List;

/**
 * The end: the image is where it belongs.
 *
 * @param image the full reference, {@code registry/repository:tag}
 * @param tags every tag that was given
 * @param digest of the image's manifest
 * @param queued from ArgsResolved to the release
 * @param ran from the release to the end
 */
public record BuildJobSucceeded(
        BuildRef build,
        JobLocation location,
        String image,
        List<String> tags,
        String digest,
        Duration queued,
        Duration ran)
        implements BuildJobEvent {
    public BuildJobSucceeded {
        Require.present(build, "build");
        Require.present(location, "location");
        Require.text(image, "image");
        tags = List.copyOf(Require.present(tags, "tags"));
        Require.digest(digest, "digest");
        Require.present(queued, "queued");
        Require.present(ran, "ran");
    }
}
