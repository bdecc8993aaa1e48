// SPDX-License-Identifier: Apache-2.0
/** What other internal services ask of Hornero; topic {@code hornero.requests}. */
@NullMarked
package dev.hornero.events.request;

import org.jspecify.annotations.NullMarked;
