// SPDX-License-Identifier: Apache-2.0
/** Everything on one machine without Docker, cluster or cloud account. */
@NullMarked
package dev.hornero.quickstart;

import org.jspecify.annotations.NullMarked;
