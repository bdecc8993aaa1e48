// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who looks at the page. */
@RequestScoped
public class Visitor {
    private Optional<String> key = Optional.empty();

    /** The API key to ask the services with; empty before signing in. */
    public Optional<String> key() {
        return key;
    }

    /** Asks in the name of this key from now on. */
    public void use(String apiKey) {
        key = Optional.of(apiKey);
    }
}
