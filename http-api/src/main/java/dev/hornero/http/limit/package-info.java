// SPDX-License-Identifier: Apache-2.0
/** How long a caller may take to send a request: who is slow loses the own connection. */
@NullMarked
package dev.hornero.http.limit;

import org.jspecify.annotations.NullMarked;
