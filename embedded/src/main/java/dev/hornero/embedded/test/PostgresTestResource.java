// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Sets {@code quarkus.datasource.jdbc.url}, {@code .username} and {@code .password} to an empty
 * database. The server is one for all tests of a JVM, the database one for each start of the
 * application under test.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return PerJvm.ask(SharedPostgres.class);
    }

    @Override
    public void stop() {
        // The server ends with the JVM
    }
}
