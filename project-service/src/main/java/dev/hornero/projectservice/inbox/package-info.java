// SPDX-License-Identifier: Apache-2.0
/** Which events were taken, so that the same one again changes nothing. */
@NullMarked
package dev.hornero.projectservice.inbox;

import org.jspecify.annotations.NullMarked;
