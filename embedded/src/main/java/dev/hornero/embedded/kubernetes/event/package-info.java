// SPDX-License-Identifier: Apache-2.0
/** What happened to objects, told as Kubernetes events. */
@NullMarked
package dev.hornero.embedded.kubernetes.event;

import org.jspecify.annotations.NullMarked;
