// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who looks at the page. */
@RequestScoped
public class Visitor {
    private Optional<String> session = Optional.empty();
    private Optional<String> key = Optional.empty();

    /** The session that the browser named; ended or not. */
    public Optional<String> session() {
        return session;
    }

    /** The API key to ask the services with; empty before signing in. */
    public Optional<String> key() {
        return key;
    }

    /** The browser names a session. */
    public void shows(String id) {
        session = Optional.of(id);
    }

    /** Asks in the name of this key from now on. */
    public void use(String apiKey) {
        key = Optional.of(apiKey);
    }
}
