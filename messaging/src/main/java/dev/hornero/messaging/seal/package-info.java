// SPDX-License-Identifier: Apache-2.0
/** Values that travel and rest encrypted for one recipient and one purpose. */
@NullMarked
package dev.hornero.messaging.seal;

import org.jspecify.annotations.NullMarked;
