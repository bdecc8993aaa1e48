// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.environment;

import dev.hornero.http.request.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Over the table {@code environment}. */
@ApplicationScoped
class PostgresEnvironments implements Environments, PanacheRepositoryBase<EnvironmentRow, String> {
    private final Clock clock;

    PostgresEnvironments(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Environment> find(String name) {
        return findByIdOptional(name).map(PostgresEnvironments::environment);
    }

    @Override
    public void add(Environment environment) {
        EnvironmentRow row = new EnvironmentRow();
        row.name = environment.name();
        row.cluster = environment.cluster();
        row.namespace = environment.namespace();
        row.branch = environment.branch().orElse(null);
        row.createdAt = clock.instant();
        persistAndFlush(row);
    }

    @Override
    public List<Environment> list(PageRequest page) {
        String after = page.cursor().map(c -> c.parts().getFirst()).orElse("");
        return find("name > ?1 order by name", after).page(0, page.rows()).stream()
                .map(PostgresEnvironments::environment)
                .toList();
    }

    private static Environment environment(EnvironmentRow row) {
        return new Environment(
                row.name, row.cluster, row.namespace, Optional.ofNullable(row.branch));
    }
}
