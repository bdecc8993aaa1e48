// SPDX-License-Identifier: Apache-2.0
/** What the fields of requests may hold; what they may not is told with the next step. */
@NullMarked
package dev.hornero.projectservice.field;

import org.jspecify.annotations.NullMarked;
