// SPDX-License-Identifier: Apache-2.0
/** Which dead letters were put back, in PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.deadletter.postgres;

import org.jspecify.annotations.NullMarked;
