// SPDX-License-Identifier: Apache-2.0
/** Requests made out of an OpenAPI document, and answers compared with it. */
@NullMarked
package dev.hornero.embedded.test.rest;

import org.jspecify.annotations.NullMarked;
