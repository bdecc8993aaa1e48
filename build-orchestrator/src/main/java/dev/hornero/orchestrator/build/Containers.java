// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build;

/** The containers of a build's Pod, in the order in which they run. */
public final class Containers {
    /** Checks the commit out onto the volume. */
    public static final String CHECKOUT = "checkout";

    /** Builds and pushes the image. */
    public static final String BUILD = "build";

    private Containers() {}
}
