// SPDX-License-Identifier: Apache-2.0
/** The answers that are kept, in PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.idempotency.postgres;

import org.jspecify.annotations.NullMarked;
