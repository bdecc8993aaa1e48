// SPDX-License-Identifier: Apache-2.0
/** Read models beside each other, one active. */
@NullMarked
package dev.hornero.statusservice.rebuild.postgres;

import org.jspecify.annotations.NullMarked;
