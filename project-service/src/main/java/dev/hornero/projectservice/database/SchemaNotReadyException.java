// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

/** The database is away; it passes. */
public final class SchemaNotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaNotReadyException() {
        super("the database does not answer");
    }
}
