// SPDX-License-Identifier: Apache-2.0
/** What the fields of requests may hold. A refusal names the next step. */
@NullMarked
package dev.hornero.projectservice.field;

import org.jspecify.annotations.NullMarked;
