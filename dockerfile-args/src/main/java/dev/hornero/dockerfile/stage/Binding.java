// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import org.jspecify.annotations.Nullable;

/**
 * What a name stands for at one place.
 *
 * @param value null when it has none
 * @param shown the value as people are shown it: as written where it hangs on something that is not
 *     known, null where nothing is written either
 * @param uncertain the value hangs on something that is not known
 * @param argument the ARG that a value given would come in by; null after an ENV
 * @param automatic the engine has filled it in
 */
record Binding(
        @Nullable String value,
        @Nullable String shown,
        boolean uncertain,
        @Nullable DeclaredArgument argument,
        boolean automatic) {
    /** Of an argument that has no value. */
    static Binding without(@Nullable DeclaredArgument argument) {
        return new Binding(null, null, false, argument, false);
    }

    /** Of an argument that this value was given for. */
    static Binding given(String value, DeclaredArgument argument) {
        return new Binding(value, value, false, argument, false);
    }

    /** The same for an argument that takes the value over. */
    Binding takenOverBy(DeclaredArgument other) {
        return new Binding(value, shown, uncertain, other, automatic);
    }
}
