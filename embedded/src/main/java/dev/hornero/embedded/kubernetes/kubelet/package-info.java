// SPDX-License-Identifier: Apache-2.0
/** Runs the node's pods: volumes, containers, their logs and their ends. */
@NullMarked
package dev.hornero.embedded.kubernetes.kubelet;

import org.jspecify.annotations.NullMarked;
