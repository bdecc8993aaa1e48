// SPDX-License-Identifier: Apache-2.0
/** Makes a fresh read model from the topics and switches to it. */
@NullMarked
package dev.hornero.statusservice.rebuild;

import org.jspecify.annotations.NullMarked;
