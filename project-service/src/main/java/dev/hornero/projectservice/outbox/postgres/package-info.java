// SPDX-License-Identifier: Apache-2.0
/** The outbox in PostgreSQL and the relay that empties it. */
@NullMarked
package dev.hornero.projectservice.outbox.postgres;

import org.jspecify.annotations.NullMarked;
