// SPDX-License-Identifier: Apache-2.0
/** Carries news of changes from the instance that wrote to every other. */
@NullMarked
package dev.hornero.statusservice.stream.postgres;

import org.jspecify.annotations.NullMarked;
