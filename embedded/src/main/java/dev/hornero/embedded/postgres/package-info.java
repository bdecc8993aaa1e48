// SPDX-License-Identifier: Apache-2.0
/** Real PostgreSQL, unpacked from its Maven artifact, whose data survives a restart. */
@NullMarked
package dev.hornero.embedded.postgres;

import org.jspecify.annotations.NullMarked;
