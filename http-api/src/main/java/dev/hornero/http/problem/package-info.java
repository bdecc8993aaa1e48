// SPDX-License-Identifier: Apache-2.0
/** What a caller receives when something is wrong: problem documents of RFC 9457, closed list. */
@NullMarked
package dev.hornero.http.problem;

import org.jspecify.annotations.NullMarked;
