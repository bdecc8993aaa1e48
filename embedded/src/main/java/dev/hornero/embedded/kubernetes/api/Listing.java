// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Objects at one moment; a watch from {@code resourceVersion} misses nothing after it. */
public record Listing(long resourceVersion, List<ObjectNode> items) {
    public Listing {
        items = List.copyOf(items);
    }
}
