// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.hornero.embedded.kubernetes.api;

import org.jspecify.annotations.NullMarked;
