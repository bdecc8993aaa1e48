// SPDX-License-Identifier: Apache-2.0
/** The one node, and which pods may run on it. */
@NullMarked
package dev.hornero.embedded.kubernetes.scheduling;

import org.jspecify.annotations.NullMarked;
