// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.schema;

/** Whether the database is there with the schema that this version needs. */
public interface Schema {
    boolean isReady();

    /** Returns when it is. */
    void awaitReady() throws InterruptedException;

    /** Throws {@link SchemaNotReadyException} unless it is. */
    default void requireReady() {
        if (!isReady()) {
            throw new SchemaNotReadyException();
        }
    }
}
