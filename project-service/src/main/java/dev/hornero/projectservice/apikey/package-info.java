// SPDX-License-Identifier: Apache-2.0
/** API keys: who may call, published to the other services too. */
@NullMarked
package dev.hornero.projectservice.apikey;

import org.jspecify.annotations.NullMarked;
