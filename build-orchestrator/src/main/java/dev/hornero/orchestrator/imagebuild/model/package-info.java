// SPDX-License-Identifier: Apache-2.0
/** What is observed of a build in the cluster, and what follows from it: pure. */
@NullMarked
package dev.hornero.orchestrator.imagebuild.model;

import org.jspecify.annotations.NullMarked;
