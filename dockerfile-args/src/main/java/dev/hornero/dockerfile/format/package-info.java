// SPDX-License-Identifier: Apache-2.0
/** Formats of single values that BuildKit checks, each with the words it refuses them in. */
@NullMarked
package dev.hornero.dockerfile.format;

import org.jspecify.annotations.NullMarked;
