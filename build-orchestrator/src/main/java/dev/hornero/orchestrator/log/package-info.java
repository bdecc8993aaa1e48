// SPDX-License-Identifier: Apache-2.0
/** The log of a build, from its containers to the topic, without its secrets. */
@NullMarked
package dev.hornero.orchestrator.log;

import org.jspecify.annotations.NullMarked;
