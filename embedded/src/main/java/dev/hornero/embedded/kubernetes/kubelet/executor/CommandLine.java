// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The executor's flags as given, read by the rules of Go's pflag. */
final class CommandLine {

    private final Map<Flag, List<String>> given = new EnumMap<>(Flag.class);

    private CommandLine() {}

    static CommandLine parse(List<String> arguments) throws FlagException {
        var line = new CommandLine();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.removeFirst();
            if (argument.equals("--")) {
                break;
            }
            if (argument.startsWith("-") && argument.length() > 1) {
                line.flag(argument, rest);
            }
        }
        return line;
    }

    /** The last one given. */
    Optional<String> text(Flag flag) {
        List<String> values = all(flag);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    List<String> all(Flag flag) {
        return given.getOrDefault(flag, List.of());
    }

    boolean isSet(Flag flag) {
        return text(flag).map(CommandLine::isTrue).orElse(false);
    }

    private void flag(String argument, Deque<String> rest) throws FlagException {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Flag flag =
                Optional.of(name)
                        .filter(text -> text.startsWith("--"))
                        .flatMap(text -> Flag.named(text.substring(2)))
                        .orElseThrow(() ->
                                new FlagException(
                                        "unknown flag: %s (on the embedded cluster Kaniko has only the flags that Hornero passes)"
                                                .formatted(name)));
        put(flag, equals < 0 ? following(flag, rest) : argument.substring(equals + 1));
    }

    private static String following(Flag flag, Deque<String> rest) throws FlagException {
        if (flag.kind() == Flag.Kind.SWITCH) {
            return "true";
        }
        String next = rest.pollFirst();
        if (next == null) {
            throw new FlagException("flag needs an argument: --" + flag.text());
        }
        return next;
    }

    private void put(Flag flag, String value) throws FlagException {
        if (flag.kind() == Flag.Kind.SWITCH && !isTrue(value) && !isFalse(value)) {
            throw new FlagException(
                    "invalid argument \"%s\" for \"--%s\" flag: strconv.ParseBool: parsing \"%1$s\": invalid syntax"
                            .formatted(value, flag.text()));
        }
        given.computeIfAbsent(flag, f -> new ArrayList<>()).add(value);
    }

    private static boolean isTrue(String value) {
        return List.of("1", "t", "T", "TRUE", "true", "True").contains(value);
    }

    private static boolean isFalse(String value) {
        return List.of("0", "f", "F", "FALSE", "false", "False").contains(value);
    }
}
