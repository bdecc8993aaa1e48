// SPDX-License-Identifier: Apache-2.0
/**
 * Does the Kaniko executor's part on this machine, from Kaniko's own flags and with its messages
 * and exit codes, with buildah or Docker as the one that builds.
 */
@NullMarked
package dev.hornero.embedded.kubernetes.kubelet.executor;

import org.jspecify.annotations.NullMarked;
