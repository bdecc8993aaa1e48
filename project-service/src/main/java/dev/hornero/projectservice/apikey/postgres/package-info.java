// SPDX-License-Identifier: Apache-2.0
/** API keys in PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.apikey.postgres;

import org.jspecify.annotations.NullMarked;
