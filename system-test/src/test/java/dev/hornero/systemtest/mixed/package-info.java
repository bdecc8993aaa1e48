// SPDX-License-Identifier: Apache-2.0
/** The last release's services beside this one's. */
@NullMarked
package dev.hornero.systemtest.mixed;

import org.jspecify.annotations.NullMarked;
