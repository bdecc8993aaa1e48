// SPDX-License-Identifier: Apache-2.0
/** Who may call: the API keys that project-service issued. */
@NullMarked
package dev.hornero.statusservice.apikey;

import org.jspecify.annotations.NullMarked;
