// SPDX-License-Identifier: Apache-2.0
/** What a request has to be before a resource sees it. */
@NullMarked
package dev.hornero.http.request;

import org.jspecify.annotations.NullMarked;
