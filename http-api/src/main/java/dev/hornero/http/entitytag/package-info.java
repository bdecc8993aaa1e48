// SPDX-License-Identifier: Apache-2.0
/** Entity tags: who changes something can say which state of it was read. */
@NullMarked
package dev.hornero.http.entitytag;

import org.jspecify.annotations.NullMarked;
