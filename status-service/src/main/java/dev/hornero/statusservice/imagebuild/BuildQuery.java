// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.statusservice.database.Text;
import dev.hornero.statusservice.imagebuild.model.BuildFilter;
import dev.hornero.statusservice.imagebuild.model.Phase;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The query that a filter stands for.
 *
 * @param sql with a {@code ?} for each value
 * @param values for the driver, in order
 */
record BuildQuery(String sql, List<Object> values) {
    /** Whatever selects from {@code build} answers with the facts, and how many are ahead. */
    static final String SELECT =
            """
            select facts,
                case when phase = 'QUEUED' and sequence is not null then
                    (select count(*) from build other
                     where other.project_env_id = build.project_env_id
                         and other.sequence < build.sequence
                         and other.phase not in ('SUCCEEDED', 'FAILED', 'CANCELLED'))
                end as ahead
            from build
            """;

    private static final String LIVING =
            """
            not exists (select from project_env gone
                        where gone.id = build.project_env_id and gone.deleted)
            """;

    /** The newest builds that a filter lets through, at most so many. */
    static BuildQuery newest(BuildFilter filter, int rows) {
        Map<String, Optional<?>> wanted = new LinkedHashMap<>();
        wanted.put("project_env_id", filter.projectEnvId().map(ProjectEnvId::value));
        wanted.put("project_env", filter.projectEnvName().map(Text::storable));
        wanted.put("number", filter.number());
        wanted.put("project", filter.project().map(Text::storable));
        wanted.put("environment", filter.environment().map(Text::storable));
        wanted.put("phase", filter.phase().map(Phase::name));
        wanted.put("caused_by", filter.causedBy().map(Text::storable));
        wanted.put("caused_by_source", filter.causedBySource().map(Text::storable));

        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        wanted.forEach((column, value) ->
                value.ifPresent(it -> {
                    conditions.add(column + " = ?");
                    values.add(it);
                }));
        if (filter.livingOnly()) {
            conditions.add(LIVING);
        }
        filter.before()
                .ifPresent(position -> {
                    conditions.add("(since, id) < (?, ?)");
                    values.add(position.since().atOffset(ZoneOffset.UTC));
                    values.add(position.id().value());
                });
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        values.add(rows);
        return new BuildQuery(
                SELECT + where + " order by since desc, id desc limit ?", List.copyOf(values));
    }
}
