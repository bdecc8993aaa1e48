// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.invocation.Surroundings;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.server.Server;
import dev.hornero.cli.server.ServerException;
import dev.hornero.cli.terminal.Ago;
import dev.hornero.cli.terminal.Terminal;
import dev.hornero.cli.terminal.Terminal.Colour;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Stays with a build: phases and log on the error output, the result on the standard output. */
final class BuildWatch {
    private static final Duration LAST_LINES = Duration.ofSeconds(10);

    private final Invocation invocation;
    private final Terminal terminal;
    private final Surroundings surroundings;
    private final Server server;
    private final AcceptedBuild accepted;
    private final Progress progress;
    private final LogFollower log;

    private Optional<JsonNode> known = Optional.empty();
    private String said = "";
    private boolean connected = true;

    BuildWatch(Invocation invocation, AcceptedBuild accepted) {
        this.invocation = invocation;
        this.terminal = invocation.terminal();
        this.surroundings = invocation.surroundings();
        this.server = invocation.server();
        this.accepted = accepted;
        this.progress = new Progress(terminal);
        this.log =
                new LogFollower(
                        server,
                        accepted.id(),
                        surroundings.poll(),
                        line -> progress.line(LogFollower.text(line)));
    }

    int toTheEnd(Duration limit) {
        return toTheEnd(limit, Duration.ZERO);
    }

    /**
     * Returns the exit code.
     *
     * @param patience how long a build may need values before that counts: those just given take a
     *     moment to arrive
     */
    int toTheEnd(Duration limit, Duration patience) {
        Instant start = surroundings.clock().instant();
        Optional<Instant> needy = Optional.empty();
        say(accepted.title() + "  " + Phase.REQUESTED.on(terminal));
        while (true) {
            Instant now = surroundings.clock().instant();
            Optional<Build> build = read();
            Phase phase = build.map(Build::phase).orElse(Phase.REQUESTED);
            build.ifPresent(this::print);
            progress.status(
                    "%s  %s  %s"
                            .formatted(
                                    accepted.title(),
                                    phase,
                                    Ago.clock(Duration.between(start, now))));
            if (build.isPresent() && phase.isEnd()) {
                return ended(build.get());
            }
            needy =
                    phase == Phase.NEEDS_VALUES
                            ? needy.or(() -> Optional.of(now))
                            : Optional.empty();
            if (build.isPresent()
                    && needy.filter(since -> !now.isBefore(since.plus(patience))).isPresent()) {
                return valuesMissing(build.get());
            }
            if (!now.isBefore(start.plus(limit))) {
                return timedOut(limit);
            }
            pause();
        }
    }

    private Optional<Build> read() {
        try {
            known = Optional.of(server.get(ResourcePath.status("builds", accepted.id())));
            if (!connected) {
                connected = true;
                progress.line("Connected again.");
            }
        } catch (ServerException e) {
            boolean unknown = e instanceof ServerException.Refused no && no.status() == 404;
            if (!e.passing() && !unknown) {
                progress.status("");
                throw e;
            }
            if (!unknown && connected) {
                connected = false;
                progress.line("Connection lost, trying again: " + e.getMessage());
            }
        }
        return known.map(node -> Json.as(node, Build.class));
    }

    private void print(Build build) {
        if (build.phase() == Phase.RUNNING
                || (build.phase().isEnd() && build.times().launched().isPresent())) {
            log.start(progress::line);
        }
        if (!build.phase().isEnd() && build.phase() != Phase.NEEDS_VALUES) {
            say(
                    (build.title() + "  " + build.phase().on(terminal) + "  " + build.detail())
                            .stripTrailing());
        }
    }

    private void say(String line) {
        if (!line.equals(said)) {
            said = line;
            progress.line(line);
        }
    }

    private int ended(Build build) {
        try {
            log.await(LAST_LINES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        progress.status("");
        progress.line(build.title() + "  " + build.phase().on(terminal) + took(build));
        build.failure().forEach(line -> progress.line("  " + terminal.coloured(Colour.RED, line)));
        build.warningsBesideLines().forEach(warning -> progress.line("Warning: " + warning));
        invocation.answer(
                known.orElseGet(Json::object),
                () -> build.pinnedImage().ifPresent(terminal.out()::println));
        return switch (build.phase()) {
            case SUCCEEDED -> ExitCode.OK;
            case CANCELLED -> ExitCode.CANCELLED;
            case REQUESTED, NEEDS_VALUES, QUEUED, LAUNCHED, RUNNING, FAILED -> ExitCode.FAILED;
        };
    }

    private static String took(Build build) {
        return build.times()
                .ended()
                .map(end ->
                        "  after " + Ago.clock(Duration.between(build.times().requested(), end)))
                .orElse("");
    }

    private int valuesMissing(Build build) {
        progress.status("");
        progress.line(build.title() + "  " + build.phase().on(terminal));
        build.missing().stream()
                .flatMap(value -> value.lines(build.consequences()).stream())
                .forEach(line -> progress.line("  " + line));
        build.warningsOnValues().forEach(warning -> progress.line("Warning: " + warning));
        build.changes()
                .flatMap(ArgumentChanges::sentence)
                .ifPresent(changes -> progress.line("Changes " + changes));
        progress.line("The build goes on by itself after: " + build.argsCommand());
        invocation.answer(known.orElseGet(Json::object), () -> {});
        return ExitCode.VALUES_MISSING;
    }

    private int timedOut(Duration limit) {
        progress.status("");
        progress.line(
                "%s has not ended after %d minutes and goes on: hornero logs -f %s"
                        .formatted(accepted.title(), limit.toMinutes(), accepted.id()));
        invocation.answer(known.orElseGet(() -> Json.tree(accepted)), () -> {});
        return ExitCode.TIMED_OUT;
    }

    private void pause() {
        try {
            // One build is read again: a stream of all would have to survive lost connections.
            Thread.sleep(surroundings.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted while waiting.", e);
        }
    }
}
