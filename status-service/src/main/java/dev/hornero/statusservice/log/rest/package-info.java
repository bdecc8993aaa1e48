// SPDX-License-Identifier: Apache-2.0
/** Logs over REST: plain, JSON, and followed. */
@NullMarked
package dev.hornero.statusservice.log.rest;

import org.jspecify.annotations.NullMarked;
