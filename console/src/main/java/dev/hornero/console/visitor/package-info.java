// SPDX-License-Identifier: Apache-2.0
/** Who looks at the pages, and the cookie that says so. */
@NullMarked
package dev.hornero.console.visitor;

import org.jspecify.annotations.NullMarked;
