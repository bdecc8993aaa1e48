// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.hornero.embedded.kubernetes.job;

import org.jspecify.annotations.NullMarked;
