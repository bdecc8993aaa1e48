// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import dev.hornero.projectservice.database.Schema;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/** How many events wait, and how long the oldest of them has: an alert looks at the latter. */
@Singleton
class OutboxMeters implements MeterBinder {
    private static final Logger LOG = Logger.getLogger(OutboxMeters.class);
    private static final String WAITING = "select count(*) from outbox";
    private static final String OLDEST =
            "select coalesce(extract(epoch from now() - min(created_at)), 0) from outbox";

    private final AgroalDataSource database;
    private final Schema schema;
    private final OutboxRelay relay;

    OutboxMeters(AgroalDataSource database, Schema schema, OutboxRelay relay) {
        this.database = database;
        this.schema = schema;
        this.relay = relay;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("hornero.outbox.waiting", () -> ask(WAITING))
                .description("Events that the broker does not have yet")
                .register(registry);
        Gauge.builder("hornero.outbox.oldest", () -> ask(OLDEST))
                .baseUnit("seconds")
                .description("How long the oldest of them has waited")
                .register(registry);
        Gauge.builder("hornero.outbox.blocked", relay, OutboxRelay::blocked)
                .description("Keys whose next event the broker did not take when it was last tried")
                .register(registry);
    }

    /** Not a number while the database is away: a gap in the graph, and no zero. */
    private double ask(String query) {
        if (!schema.isReady()) {
            return Double.NaN;
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getDouble(1);
        } catch (SQLException e) {
            LOG.debug("The outbox cannot be measured", e);
            return Double.NaN;
        }
    }
}
