// SPDX-License-Identifier: Apache-2.0
/** The inbox in PostgreSQL. */
@NullMarked
package dev.hornero.projectservice.inbox.postgres;

import org.jspecify.annotations.NullMarked;
