// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import org.jspecify.annotations.Nullable;

/**
 * What a name stands for at one place.
 *
 * @param value null when it has none
 * @param uncertain the value hangs on something that is not known
 * @param argument the ARG that a value given would come in by; null after an ENV
 * @param automatic the engine has filled it in
 */
record Binding(
        @Nullable String value,
        boolean uncertain,
        @Nullable DeclaredArgument argument,
        boolean automatic) {}
