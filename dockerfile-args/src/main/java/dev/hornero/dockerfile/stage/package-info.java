// SPDX-License-Identifier: Apache-2.0
/** Which stages are built, in which scopes arguments live, and what reads them. */
@NullMarked
package dev.hornero.dockerfile.stage;

import org.jspecify.annotations.NullMarked;
