// SPDX-License-Identifier: Apache-2.0
/** Who asks, and in which trace. */
@NullMarked
package dev.hornero.projectservice.caller;

import org.jspecify.annotations.NullMarked;
