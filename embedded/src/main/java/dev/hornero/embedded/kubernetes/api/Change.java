// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One committed change. The objects are the store's own: read them, never write to them.
 *
 * @param before absent when the object was created
 * @param after absent when the object was removed
 */
public record Change(
        long resourceVersion,
        ObjectKey key,
        Optional<ObjectNode> before,
        Optional<ObjectNode> after) {

    public Change {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("a change has a before or an after");
        }
    }

    /** The object as it stands after the change, or as it last stood. */
    public ObjectNode latest() {
        return after.orElseGet(before::orElseThrow);
    }
}
