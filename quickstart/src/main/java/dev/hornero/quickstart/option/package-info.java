// SPDX-License-Identifier: Apache-2.0
/** What the user asked {@code ./hornero up} for. */
@NullMarked
package dev.hornero.quickstart.option;

import org.jspecify.annotations.NullMarked;
