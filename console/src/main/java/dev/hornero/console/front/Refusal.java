// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front;

import static java.util.Objects.requireNonNull;

/** Why a request is answered at the door. */
public record Refusal(int status, String title, String sentence) {
    public Refusal {
        requireNonNull(title, "title");
        requireNonNull(sentence, "sentence");
    }
}
