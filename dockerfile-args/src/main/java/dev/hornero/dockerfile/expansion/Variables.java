// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

import java.util.Optional;

/** The variables a word is expanded with. */
@FunctionalInterface
public interface Variables {
    /** None is set. */
    Variables NONE = (name, use) -> Optional.empty();

    /**
     * The value of a variable, absent when it is not set. Called once for every use that the word
     * makes, so that an implementation can take note of it or answer by the kind of use.
     */
    Optional<String> valueOf(String name, Use use);
}
