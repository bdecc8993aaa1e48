// SPDX-License-Identifier: Apache-2.0
/** Words of an instruction: quotes, escapes and variables, as BuildKit's shell lexer reads them. */
@NullMarked
package dev.hornero.dockerfile.expansion;

import org.jspecify.annotations.NullMarked;
