// SPDX-License-Identifier: Apache-2.0
/** Writes the read model by the events: as they come, and from the start in a rebuild. */
@NullMarked
package dev.hornero.statusservice.readmodel;

import org.jspecify.annotations.NullMarked;
