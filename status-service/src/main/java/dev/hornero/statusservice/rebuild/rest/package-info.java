// SPDX-License-Identifier: Apache-2.0
/** Asks for a rebuild over REST. */
@NullMarked
package dev.hornero.statusservice.rebuild.rest;

import org.jspecify.annotations.NullMarked;
