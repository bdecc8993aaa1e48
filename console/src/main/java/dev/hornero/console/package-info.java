// SPDX-License-Identifier: Apache-2.0
/** Web pages over the two REST APIs; in the quickstart also the front address. */
@NullMarked
package dev.hornero.console;

import org.jspecify.annotations.NullMarked;
