// SPDX-License-Identifier: Apache-2.0
/** What every OpenAPI document of ours says alike. */
@NullMarked
package dev.hornero.http.openapi;

import org.jspecify.annotations.NullMarked;
