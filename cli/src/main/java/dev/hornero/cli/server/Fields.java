// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The body of a request; what is not given is left out. */
public final class Fields {
    private final ObjectNode object = Json.object();

    public Fields with(String name, String value) {
        object.put(name, value);
        return this;
    }

    public Fields with(String name, Optional<String> value) {
        value.ifPresent(present -> object.put(name, present));
        return this;
    }

    public Fields with(String name, JsonNode value) {
        if (!value.isEmpty() || !value.isContainerNode()) {
            object.set(name, value);
        }
        return this;
    }

    /** The flag where it is given. */
    public Fields withFlag(String name, Optional<Boolean> value) {
        value.ifPresent(present -> object.put(name, present));
        return this;
    }

    public boolean isEmpty() {
        return object.isEmpty();
    }

    public ObjectNode object() {
        return object;
    }
}
