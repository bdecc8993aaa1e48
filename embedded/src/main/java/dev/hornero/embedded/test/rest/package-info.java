// SPDX-License-Identifier: Apache-2.0
/** Requests made out of an OpenAPI document, and answers held against it. */
@NullMarked
package dev.hornero.embedded.test.rest;

import org.jspecify.annotations.NullMarked;
