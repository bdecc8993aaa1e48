// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.args;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hornero.cli.server.Json;
import java.util.Optional;

/**
 * A value for a build argument.
 *
 * @param secret where absent, the server decides by the name
 */
record ArgValue(String value, Optional<Boolean> secret) {
    ArgValue {
        requireNonNull(value, "value");
        requireNonNull(secret, "secret");
    }

    static ArgValue secret(String value) {
        return new ArgValue(value, Optional.of(true));
    }

    JsonNode json() {
        return secret.<JsonNode>map(flag -> Json.object().put("value", value).put("secret", flag))
                .orElseGet(() -> TextNode.valueOf(value));
    }

    @Override
    public String toString() {
        return "ArgValue[secret=" + secret + "]";
    }
}
