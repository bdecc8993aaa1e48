// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.invocation;

import static java.util.Objects.requireNonNull;

import dev.hornero.cli.terminal.Terminal;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a call of the command line finds around it.
 *
 * @param variables of the process's environment
 * @param home the user's home directory
 * @param poll how often a wait asks, and how long it rests when a connection is lost
 */
public record Surroundings(
        Terminal terminal,
        InputStream in,
        Map<String, String> variables,
        Path home,
        Clock clock,
        Duration poll) {
    public Surroundings {
        requireNonNull(terminal, "terminal");
        requireNonNull(in, "in");
        variables = Map.copyOf(variables);
        requireNonNull(home, "home");
        requireNonNull(clock, "clock");
        requireNonNull(poll, "poll");
    }

    /** A variable that is set and not blank, without the blanks around it. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** Where settings of this user are kept. */
    public Path configuration() {
        return variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> home.resolve(".config"))
                .resolve("hornero");
    }

    /** Shows the names of variables only: values may be secrets. */
    @Override
    public String toString() {
        return "Surroundings[home=" + home + ", variables=" + variables.keySet() + "]";
    }
}
