// SPDX-License-Identifier: Apache-2.0
/** Jobs: pods made, counted, retried and ended as a Job's spec says. */
@NullMarked
package dev.hornero.embedded.kubernetes.job;

import org.jspecify.annotations.NullMarked;
