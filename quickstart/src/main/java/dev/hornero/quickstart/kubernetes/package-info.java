// SPDX-License-Identifier: Apache-2.0
/** What a kubeconfig says about the cluster of the user. */
@NullMarked
package dev.hornero.quickstart.kubernetes;

import org.jspecify.annotations.NullMarked;
