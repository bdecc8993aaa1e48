// SPDX-License-Identifier: Apache-2.0
/** What all pages have in common. */
@NullMarked
package dev.hornero.console.page;

import org.jspecify.annotations.NullMarked;
