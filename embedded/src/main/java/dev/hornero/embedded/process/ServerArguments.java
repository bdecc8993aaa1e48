// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server process was started with: {@code --data DIR --port N}, and options of its own.
 *
 * @param options values by option name without dashes, in the order given
 */
public record ServerArguments(Path data, int port, Map<String, List<String>> options) {

    public ServerArguments {
        requireNonNull(data, "data");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port must be between 0 and 65535, was " + port);
        }
        options = Map.copyOf(options);
    }

    public static ServerArguments parse(String... arguments) {
        Map<String, List<String>> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "expected --option value, found " + arguments[i]);
            }
            options.computeIfAbsent(arguments[i].substring(2), name -> new ArrayList<>())
                    .add(arguments[i + 1]);
        }
        Path data = Path.of(only(options, "data"));
        int port = number(only(options, "port"));
        options.keySet().removeAll(List.of("data", "port"));
        return new ServerArguments(data, port, options);
    }

    /** All values of an option that may be repeated. */
    public List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }

    /** The last value of an option. */
    public Optional<String> option(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    private static String only(Map<String, List<String>> options, String name) {
        List<String> values = options.getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw new IllegalArgumentException("--" + name + " must be given once");
        }
        return values.getFirst();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port must be a number, was " + text, e);
        }
    }
}
