// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

/** Whether the database answers, with the schema that this version needs. */
public interface Schema {
    boolean isReady();

    /** Returns when it does. */
    void awaitReady() throws InterruptedException;

    /** Throws {@link SchemaNotReadyException} unless it does. */
    default void requireReady() {
        if (!isReady()) {
            throw new SchemaNotReadyException();
        }
    }
}
