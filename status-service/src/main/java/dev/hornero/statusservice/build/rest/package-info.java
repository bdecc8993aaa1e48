// SPDX-License-Identifier: Apache-2.0
/** Builds over REST. */
@NullMarked
package dev.hornero.statusservice.build.rest;

import org.jspecify.annotations.NullMarked;
