// SPDX-License-Identifier: Apache-2.0
/** Migration and validation on PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.schema.postgres;

import org.jspecify.annotations.NullMarked;
