// SPDX-License-Identifier: Apache-2.0
/** Environments in PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.environment.postgres;

import org.jspecify.annotations.NullMarked;
