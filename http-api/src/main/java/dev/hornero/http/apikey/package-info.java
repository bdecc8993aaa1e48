// SPDX-License-Identifier: Apache-2.0
/** Who calls: API keys, their holders and roles. */
@NullMarked
package dev.hornero.http.apikey;

import org.jspecify.annotations.NullMarked;
