// SPDX-License-Identifier: Apache-2.0
/** Who may call the REST APIs; topic {@code hornero.api-keys}, written by project-service. */
@NullMarked
package dev.hornero.events.apikey;

import org.jspecify.annotations.NullMarked;
