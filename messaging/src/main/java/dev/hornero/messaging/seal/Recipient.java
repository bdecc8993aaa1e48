// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

/** Who can open a sealed value; the first part of the ids of its keys. */
public record Recipient(String name) {
    public Recipient {
        if (!name.matches("[a-z0-9:-]+")) {
            throw new IllegalArgumentException(
                    "a recipient is of a-z, 0-9, ':' and '-', was \"" + name + "\"");
        }
    }

    /** scanner-service: git credentials on their way to a scan. */
    public static Recipient scanner() {
        return new Recipient("scanner");
    }

    /** A cluster's build-orchestrator. */
    public static Recipient cluster(String cluster) {
        return new Recipient("cluster:" + cluster);
    }

    /** project-service itself: values at rest. */
    public static Recipient store() {
        return new Recipient("store");
    }
}
