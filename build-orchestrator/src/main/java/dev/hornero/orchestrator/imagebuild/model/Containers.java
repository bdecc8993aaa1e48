// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

/** The containers of a build's Pod, in the order in which they begin. */
public final class Containers {
    /** Only where volumes are static: removes the directory when the others have ended. */
    public static final String CLEAN_UP = "clean-up";

    /** Checks the commit out onto the volume. */
    public static final String CHECKOUT = "checkout";

    /** Builds and pushes the image. */
    public static final String BUILD = "build";

    private Containers() {}
}
