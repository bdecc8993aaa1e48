// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.util.Optional;

/** The beginning of a build: what the scanner reads and what the build will make. */
public interface AcceptedBuild extends BuildBound {
    /** The cluster whose build-orchestrator is to build. */
    String cluster();

    /** The namespace in that cluster. */
    String namespace();

    Source source();

    Image image();

    /** Whether layers of earlier builds may be used. */
    boolean cache();

    /** Who asked, as the API key's name; absent where another service ordered the build. */
    Optional<String> requestedBy();
}
