// SPDX-License-Identifier: Apache-2.0
/** The images this node can stand in for, and what builds images here. */
@NullMarked
package dev.hornero.embedded.kubernetes.kubelet.image;

import org.jspecify.annotations.NullMarked;
