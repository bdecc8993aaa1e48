// SPDX-License-Identifier: Apache-2.0
/** Requests that are sent again: answered once made, under a key of the caller's choice. */
@NullMarked
package dev.hornero.projectservice.idempotency;

import org.jspecify.annotations.NullMarked;
