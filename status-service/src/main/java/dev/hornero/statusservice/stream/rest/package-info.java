// SPDX-License-Identifier: Apache-2.0
/** Changes of builds as server-sent events. */
@NullMarked
package dev.hornero.statusservice.stream.rest;

import org.jspecify.annotations.NullMarked;
