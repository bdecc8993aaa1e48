// SPDX-License-Identifier: Apache-2.0
/** Claims bound to volumes, provisioned where a storage class says so. */
@NullMarked
package dev.hornero.embedded.kubernetes.volume;

import org.jspecify.annotations.NullMarked;
