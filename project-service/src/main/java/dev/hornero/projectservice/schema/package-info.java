// SPDX-License-Identifier: Apache-2.0
/** The database's schema, brought up to date when the database is there. */
@NullMarked
package dev.hornero.projectservice.schema;

import org.jspecify.annotations.NullMarked;
