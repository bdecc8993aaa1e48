// SPDX-License-Identifier: Apache-2.0
/** Git credentials in PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.credential.postgres;

import org.jspecify.annotations.NullMarked;
