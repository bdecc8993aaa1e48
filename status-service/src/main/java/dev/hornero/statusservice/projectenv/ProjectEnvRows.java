// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.projectenv;

import dev.hornero.events.ProjectEnvRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Writes of the table {@code project_env}, in whichever read model the transaction has chosen. A
 * row that says deleted stays so: ids are never used again, and events may come late.
 */
public final class ProjectEnvRows {
    private ProjectEnvRows() {}

    /** There is a ProjectEnv. */
    public static void created(Connection connection, ProjectEnvRef projectEnv)
            throws SQLException {
        put(connection, projectEnv, false);
    }

    /** There was one. */
    public static void deleted(Connection connection, ProjectEnvRef projectEnv)
            throws SQLException {
        put(connection, projectEnv, true);
    }

    private static void put(Connection connection, ProjectEnvRef projectEnv, boolean deleted)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into project_env (id, project, environment, name, deleted)
                        values (?, ?, ?, ?, ?)
                        on conflict (id) do update
                            set deleted = project_env.deleted or excluded.deleted
                        """)) {
            insert.setObject(1, projectEnv.id().value());
            insert.setString(2, projectEnv.project());
            insert.setString(3, projectEnv.environment());
            insert.setString(4, projectEnv.name());
            insert.setBoolean(5, deleted);
            insert.executeUpdate();
        }
    }
}
