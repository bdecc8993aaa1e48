// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.util.List;
import java.util.Optional;

/** A page of a list; {@code next} leads to the page after it. */
public record Items<T>(List<T> items, Optional<String> next) {
    public Items {
        items = List.copyOf(items);
    }
}
