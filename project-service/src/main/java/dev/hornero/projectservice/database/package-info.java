// SPDX-License-Identifier: Apache-2.0
/** Parts of rows that are JSON of the contract's records. */
@NullMarked
package dev.hornero.projectservice.database;

import org.jspecify.annotations.NullMarked;
