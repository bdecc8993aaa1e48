// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.page;

import java.util.Optional;

/** What a person typed into a form field. */
public final class Text {
    private Text() {}

    /** Without blanks around it; absent where nothing is left. */
    public static Optional<String> given(String typed) {
        return Optional.of(typed.strip()).filter(text -> !text.isEmpty());
    }
}
