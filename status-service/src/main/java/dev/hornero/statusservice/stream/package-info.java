// SPDX-License-Identifier: Apache-2.0
/** News of changes, for those who watch. */
@NullMarked
package dev.hornero.statusservice.stream;

import org.jspecify.annotations.NullMarked;
