// SPDX-License-Identifier: Apache-2.0
/** JSON that callers send: read once, checked before anything looks at it. */
@NullMarked
package dev.hornero.http.json;

import org.jspecify.annotations.NullMarked;
