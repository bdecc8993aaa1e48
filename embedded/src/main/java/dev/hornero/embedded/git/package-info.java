// SPDX-License-Identifier: Apache-2.0
/** Real git behind HTTP, and repositories to serve with it. */
@NullMarked
package dev.hornero.embedded.git;

import org.jspecify.annotations.NullMarked;
