// SPDX-License-Identifier: Apache-2.0
/**
 * Builds as they are asked for and resolved; topic {@code hornero.builds}, written by
 * project-service.
 */
@NullMarked
package dev.hornero.events.imagebuild;

import org.jspecify.annotations.NullMarked;
