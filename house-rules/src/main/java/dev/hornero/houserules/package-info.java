// SPDX-License-Identifier: Apache-2.0
/** The structure that all modules share, as rules: docs/architecture.md, "Layout". */
@NullMarked
package dev.hornero.houserules;

import org.jspecify.annotations.NullMarked;
