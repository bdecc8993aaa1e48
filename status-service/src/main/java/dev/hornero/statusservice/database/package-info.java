// SPDX-License-Identifier: Apache-2.0
/** The service's database: migrations, read models and transactions. */
@NullMarked
package dev.hornero.statusservice.database;

import org.jspecify.annotations.NullMarked;
