// SPDX-License-Identifier: Apache-2.0
/** What a request may be: its size, its time, its parameters, pages and entity tags. */
@NullMarked
package dev.hornero.http.request;

import org.jspecify.annotations.NullMarked;
