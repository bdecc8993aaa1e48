// SPDX-License-Identifier: Apache-2.0
/** The one address for pages and REST: where the services behind it are. */
@NullMarked
package dev.hornero.console.front;

import org.jspecify.annotations.NullMarked;
