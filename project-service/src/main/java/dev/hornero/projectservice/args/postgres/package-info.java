// SPDX-License-Identifier: Apache-2.0
/** Sealed values in PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.args.postgres;

import org.jspecify.annotations.NullMarked;
