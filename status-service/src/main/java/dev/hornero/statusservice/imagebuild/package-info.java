// SPDX-License-Identifier: Apache-2.0
/** Builds: the facts that events tell of them, and where they stand by those facts. */
@NullMarked
package dev.hornero.statusservice.imagebuild;

import org.jspecify.annotations.NullMarked;
