// SPDX-License-Identifier: Apache-2.0
/** API keys and roles, problem documents and cursors for the services with REST. */
@NullMarked
package dev.hornero.http;

import org.jspecify.annotations.NullMarked;
