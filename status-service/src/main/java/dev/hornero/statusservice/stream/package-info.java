// SPDX-License-Identifier: Apache-2.0
/** Changes of builds as streams. */
@NullMarked
package dev.hornero.statusservice.stream;

import org.jspecify.annotations.NullMarked;
