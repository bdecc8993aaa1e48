// SPDX-License-Identifier: Apache-2.0
/**
 * The process that stands for one container: starts it, keeps its output and its exit code, and
 * needs no other process to be alive. Runs with the JDK and Jackson alone.
 */
@NullMarked
package dev.hornero.embedded.kubernetes.kubelet.shim;

import org.jspecify.annotations.NullMarked;
