// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.projectenv;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.statusservice.database.Database;
import dev.hornero.statusservice.database.Text;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The ProjectEnvs, in the read model's table {@code project_env}. */
@Singleton
final class ProjectEnvStore {
    private static final UUID LEAST = new UUID(0, 0);

    /** A ProjectEnv's place in the list. */
    record Position(String name, ProjectEnvId id) {}

    private final Database database;

    ProjectEnvStore(Database database) {
        this.database = database;
    }

    /**
     * Those that were not deleted, by name.
     *
     * @param after only those that come after this place in the list
     */
    List<ProjectEnvRef> existing(Optional<Position> after, int rows) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            select id, project, environment from project_env
                            where not deleted and (name, id) > (?, ?)
                            order by name, id limit ?
                            """)) {
                select.setString(1, after.map(Position::name).map(Text::storable).orElse(""));
                select.setObject(2, after.map(Position::id).map(ProjectEnvId::value).orElse(LEAST));
                select.setInt(3, rows);
                try (ResultSet row = select.executeQuery()) {
                    List<ProjectEnvRef> found = new ArrayList<>();
                    while (row.next()) {
                        found.add(
                                new ProjectEnvRef(
                                        new ProjectEnvId(row.getObject("id", UUID.class)),
                                        row.getString("project"),
                                        row.getString("environment")));
                    }
                    return found;
                }
            }
        });
    }
}
