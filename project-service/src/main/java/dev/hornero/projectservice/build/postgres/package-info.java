// SPDX-License-Identifier: Apache-2.0
/** Builds in PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.build.postgres;

import org.jspecify.annotations.NullMarked;
