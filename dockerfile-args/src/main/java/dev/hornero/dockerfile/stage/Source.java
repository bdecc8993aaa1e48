// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import org.jspecify.annotations.Nullable;

/**
 * What an instruction takes files from.
 *
 * @param stage null when it is an image
 * @param name as written
 */
record Source(@Nullable BuildStage stage, String name) {}
