// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;
import dev.hornero.events.scan.ScanWarning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The end: the image is built.
 *
 * @param image the full reference, {@code registry/repository:tag}
 * @param tags every tag that was given
 * @param digest of the image's manifest
 * @param queued from ArgsResolved to the release
 * @param ran from the release to the end
 * @param warnings of the image, such as that no registry has it
 */
public record BuildJobSucceeded(
        BuildRef build,
        JobLocation location,
        String image,
        List<String> tags,
        String digest,
        Duration queued,
        Duration ran,
        Optional<List<ScanWarning>> warnings)
        implements BuildJobEvent {
    public BuildJobSucceeded {
        Require.present(build, "build");
        Require.present(location, "location");
        Require.text(image, "image");
        tags = List.copyOf(Require.present(tags, "tags"));
        Require.digest(digest, "digest");
        Require.present(queued, "queued");
        Require.present(ran, "ran");
        warnings = Require.present(warnings, "warnings").map(List::copyOf);
    }
}
