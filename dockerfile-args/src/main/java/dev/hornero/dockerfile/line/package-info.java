// SPDX-License-Identifier: Apache-2.0
/** From bytes to instructions' lines: parser directives, comments, continuations, heredocs. */
@NullMarked
package dev.hornero.dockerfile.line;

import org.jspecify.annotations.NullMarked;
