// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.schema;

/** The database is away since the start; it passes. */
public final class SchemaNotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaNotReadyException() {
        super("the database has not been there since the start");
    }
}
