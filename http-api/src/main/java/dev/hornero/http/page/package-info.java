// SPDX-License-Identifier: Apache-2.0
/** Lists in pages, continued by an opaque cursor. */
@NullMarked
package dev.hornero.http.page;

import org.jspecify.annotations.NullMarked;
