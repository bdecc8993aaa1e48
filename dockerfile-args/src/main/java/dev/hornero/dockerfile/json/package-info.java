// SPDX-License-Identifier: Apache-2.0
/** A scan as JSON, for tools. */
@NullMarked
package dev.hornero.dockerfile.json;

import org.jspecify.annotations.NullMarked;
