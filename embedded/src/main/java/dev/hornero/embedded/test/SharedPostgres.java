// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import dev.hornero.embedded.postgres.EmbeddedPostgres;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The database server of this JVM; each call makes an empty database on it. */
public final class SharedPostgres implements Supplier<Map<String, String>> {

    private static @Nullable EmbeddedPostgres server;
    private static int databases;

    @Override
    public Map<String, String> get() {
        synchronized (SharedPostgres.class) {
            EmbeddedPostgres postgres = running();
            databases++;
            String database = "test" + databases;
            postgres.createDatabase(database);
            return Map.of(
                    "quarkus.datasource.jdbc.url", postgres.jdbcUrl(database),
                    "quarkus.datasource.username", EmbeddedPostgres.USER,
                    "quarkus.datasource.password", postgres.password());
        }
    }

    private static EmbeddedPostgres running() {
        if (server == null) {
            server = EmbeddedPostgres.startTemporary();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres-shutdown"));
        }
        return server;
    }
}
