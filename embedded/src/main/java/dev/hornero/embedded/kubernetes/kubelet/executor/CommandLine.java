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
            if (argument.startsWith("--")) {
                line.longFlag(argument.substring(2), rest);
            } else if (argument.startsWith("-") && argument.length() > 1) {
                line.shortFlag(argument.substring(1), rest);
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

    private void longFlag(String argument, Deque<String> rest) throws FlagException {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Flag flag =
                Flag.named(name).orElseThrow(() -> new FlagException("unknown flag: --" + name));
        if (equals >= 0) {
            put(flag, argument.substring(equals + 1));
        } else {
            put(flag, following(flag, rest, "--" + name));
        }
    }

    private void shortFlag(String argument, Deque<String> rest) throws FlagException {
        String letter = argument.substring(0, 1);
        Flag flag =
                Flag.shorthand(letter)
                        .orElseThrow(() ->
                                new FlagException(
                                        "unknown shorthand flag: '%s' in -%s"
                                                .formatted(letter, argument)));
        String attached = argument.substring(1);
        if (attached.isEmpty()) {
            put(flag, following(flag, rest, "'" + letter + "' in -" + argument));
        } else {
            put(flag, attached.startsWith("=") ? attached.substring(1) : attached);
        }
    }

    private static String following(Flag flag, Deque<String> rest, String shown)
            throws FlagException {
        if (flag.kind() == Flag.Kind.SWITCH) {
            return "true";
        }
        String next = rest.pollFirst();
        if (next == null) {
            throw new FlagException("flag needs an argument: " + shown);
        }
        return next;
    }

    private void put(Flag flag, String value) throws FlagException {
        switch (flag.kind()) {
            case SWITCH -> {
                if (!isTrue(value) && !isFalse(value)) {
                    throw invalid(flag, value, "strconv.ParseBool: parsing");
                }
            }
            case NUMBER -> {
                if (!value.matches("-?[0-9]+")) {
                    throw invalid(flag, value, "strconv.ParseInt: parsing");
                }
            }
            case TEXT, LIST -> {}
        }
        given.computeIfAbsent(flag, f -> new ArrayList<>()).add(value);
    }

    private static FlagException invalid(Flag flag, String value, String why) {
        return new FlagException(
                "invalid argument \"%s\" for \"--%s\" flag: %s \"%s\": invalid syntax"
                        .formatted(value, flag.text(), why, value));
    }

    private static boolean isTrue(String value) {
        return List.of("1", "t", "T", "TRUE", "true", "True").contains(value);
    }

    private static boolean isFalse(String value) {
        return List.of("0", "f", "F", "FALSE", "false", "False").contains(value);
    }
}
