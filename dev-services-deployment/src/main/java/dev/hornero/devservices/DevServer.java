// SPDX-License-Identifier: Apache-2.0
package dev.hornero.devservices;

import static java.util.Objects.requireNonNull;

import io.quarkus.deployment.builditem.Startable;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An embedded server that Quarkus starts once, keeps over live reloads, and closes in the end. */
final class DevServer<T extends AutoCloseable> implements Startable {

    private final Supplier<T> starting;
    private final Function<T, String> address;
    private @Nullable T server;

    DevServer(Supplier<T> starting, Function<T, String> address) {
        this.starting = starting;
        this.address = address;
    }

    @Override
    public void start() {
        server = starting.get();
    }

    T server() {
        return requireNonNull(server, "not started");
    }

    @Override
    public String getConnectionInfo() {
        return address.apply(server());
    }

    /** Nothing, for it is no container. */
    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            try {
                server.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
