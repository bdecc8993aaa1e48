// SPDX-License-Identifier: Apache-2.0
/** Builds: the facts that events state about them, and their phase by those facts. */
@NullMarked
package dev.hornero.statusservice.imagebuild;

import org.jspecify.annotations.NullMarked;
