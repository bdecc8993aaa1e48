// SPDX-License-Identifier: Apache-2.0
/** The read model: builds, logs and server-sent events. */
@NullMarked
package dev.hornero.statusservice;

import org.jspecify.annotations.NullMarked;
