// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

/** What a running build is doing, in this order. */
public enum BuildStep {
    /** The init container checks the commit out. */
    FETCHING,
    /** The executor runs the Dockerfile. */
    BUILDING,
    /** The executor pushes the image. */
    PUSHING
}
