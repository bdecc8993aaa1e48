// SPDX-License-Identifier: Apache-2.0
/** A package that implements an interface of another one. */
@NullMarked
package dev.hornero.houserules.grill;

import org.jspecify.annotations.NullMarked;
