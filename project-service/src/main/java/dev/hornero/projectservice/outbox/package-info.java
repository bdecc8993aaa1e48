// SPDX-License-Identifier: Apache-2.0
/** Events on their way out, written in the transaction that makes them true. */
@NullMarked
package dev.hornero.projectservice.outbox;

import org.jspecify.annotations.NullMarked;
