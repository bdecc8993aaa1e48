// SPDX-License-Identifier: Apache-2.0
/** The text rules of BuildKit's implementation language that its grammar and messages rest on. */
@NullMarked
package dev.hornero.dockerfile.text;

import org.jspecify.annotations.NullMarked;
