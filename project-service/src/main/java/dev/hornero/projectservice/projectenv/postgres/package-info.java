// SPDX-License-Identifier: Apache-2.0
/** ProjectEnvs in PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.projectenv.postgres;

import org.jspecify.annotations.NullMarked;
