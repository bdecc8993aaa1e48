// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.postgres;

import dev.hornero.embedded.process.ServerArguments;
import dev.hornero.embedded.process.ServerProcess;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * PostgreSQL as a process of its own: {@code --data DIR --port N [--database NAME]…}, the password
 * in the environment as {@value #PASSWORD}. The databases are made unless they are there.
 */
public final class PostgresProcess {

    /** As the container image of PostgreSQL has it; an argument could be read by every user. */
    public static final String PASSWORD = "POSTGRES_PASSWORD";

    private PostgresProcess() {}

    public static void main(String[] arguments) {
        ServerProcess.run("PostgreSQL", arguments, PostgresProcess::start);
    }

    @SuppressWarnings("SystemOut")
    private static ServerProcess.Running start(ServerArguments given) {
        String password =
                Optional.ofNullable(System.getenv(PASSWORD))
                        .filter(text -> !text.isBlank())
                        .orElseThrow(() -> new IllegalArgumentException(PASSWORD + " is not set"));
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(given.data(), given.port(), password, System.err::println);
        given.all("database").forEach(postgres::createDatabase);
        return new Server(postgres);
    }

    private record Server(EmbeddedPostgres postgres) implements ServerProcess.Running {

        @Override
        public CompletableFuture<?> died() {
            return postgres.onExit();
        }

        @Override
        public void close() {
            postgres.close();
        }
    }
}
