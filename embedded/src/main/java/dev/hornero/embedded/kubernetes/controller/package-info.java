// SPDX-License-Identifier: Apache-2.0
/** Loops that bring the cluster's state to what its objects ask for. */
@NullMarked
package dev.hornero.embedded.kubernetes.controller;

import org.jspecify.annotations.NullMarked;
