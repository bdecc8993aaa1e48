// SPDX-License-Identifier: Apache-2.0
/** Records that a consumer gave up on: listed, and put back. */
@NullMarked
package dev.hornero.projectservice.deadletter;

import org.jspecify.annotations.NullMarked;
