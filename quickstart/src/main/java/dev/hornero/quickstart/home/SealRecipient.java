// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.home;

/** Who opens sealed values in an installation on one machine. */
public enum SealRecipient {
    SCANNER("scanner"),
    CLUSTER("cluster:local"),
    STORE("store");

    private final String kid;

    SealRecipient(String kid) {
        this.kid = kid;
    }

    /** As {@code HORNERO_SEAL_KEYS} names its key. */
    public String kid() {
        return kid;
    }
}
