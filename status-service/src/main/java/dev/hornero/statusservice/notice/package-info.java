// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL's NOTIFY: each instance learns what any instance wrote. */
@NullMarked
package dev.hornero.statusservice.notice;

import org.jspecify.annotations.NullMarked;
