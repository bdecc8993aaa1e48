// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.process;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server as a process of its own: says {@code ready} on standard output when it serves, stops in
 * order on SIGTERM, ends with status 1 and a line on standard error when it cannot start or its
 * server dies.
 */
public final class ServerProcess {

    /** A server that was started. */
    public interface Running extends AutoCloseable {

        /** Completes when the server ends before it is closed. */
        default CompletableFuture<?> died() {
            return new CompletableFuture<>();
        }

        @Override
        void close();
    }

    /** Starts a server and returns when it serves. */
    @FunctionalInterface
    public interface Starter {
        Running start(ServerArguments arguments);
    }

    private static final String LOG_FORMAT_KEY = "java.util.logging.SimpleFormatter.format";

    /** One line each: time, level, logger, message, and a stack trace if there is one. */
    private static final String LOG_FORMAT = "%1$tF %1$tT.%1$tL %4$s [%3$s] %5$s%6$s%n";

    private ServerProcess() {}

    /** Runs until the process is asked to stop. */
    // Standard output is this process' interface
    @SuppressWarnings("SystemOut")
    public static void run(String name, String[] arguments, Starter starter) {
        System.setProperty(LOG_FORMAT_KEY, LOG_FORMAT);
        Logger.getLogger("").setLevel(Level.WARNING);
        Running running;
        try {
            running = starter.start(ServerArguments.parse(arguments));
        } catch (RuntimeException | Error e) {
            // Threads of a server that is half up would keep the process alive
            System.err.println(name + " cannot start: " + withCauses(e));
            System.exit(1);
            return;
        }
        AtomicBoolean stopping = new AtomicBoolean();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stopping.set(true);
                                    running.close();
                                    stopped.complete(null);
                                },
                                name + "-shutdown"));
        System.out.println("ready");
        CompletableFuture.anyOf(stopped, running.died()).join();
        if (!stopping.get()) {
            System.err.println(name + " ended by itself");
            System.exit(1);
        }
    }

    private static String withCauses(Throwable problem) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .map(each -> Objects.toString(each.getMessage(), each.getClass().getSimpleName()))
                .collect(Collectors.joining(": "));
    }
}
