// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.HeredocName;
import dev.hornero.dockerfile.format.Csv;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.Interval;
import dev.hornero.dockerfile.format.Numbers;
import dev.hornero.dockerfile.instruction.Flags.Kind;
import dev.hornero.dockerfile.instruction.Instruction.Content;
import dev.hornero.dockerfile.instruction.Instruction.Pair;
import dev.hornero.dockerfile.instruction.Instruction.Paths;
import dev.hornero.dockerfile.line.Heredoc;
import dev.hornero.dockerfile.text.Blanks;
import dev.hornero.dockerfile.text.NearestName;
import dev.hornero.dockerfile.text.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns statements into instructions, as {@code frontend/dockerfile/instructions/parse.go} of
 * BuildKit does; the checks come in its order, so that of several errors the same one is told.
 */
final class InstructionParser {
    private static final Map<String, Kind> FROM_FLAGS = Map.of("platform", Kind.TEXT);
    private static final Map<String, Kind> RUN_FLAGS =
            Map.of(
                    "device", Kind.LIST,
                    "mount", Kind.LIST,
                    "network", Kind.TEXT,
                    "security", Kind.TEXT);
    private static final Map<String, Kind> COPY_FLAGS =
            Map.of(
                    "chown", Kind.TEXT,
                    "from", Kind.TEXT,
                    "chmod", Kind.TEXT,
                    "link", Kind.TRUTH,
                    "exclude", Kind.LIST,
                    "parents", Kind.TRUTH);
    private static final Map<String, Kind> ADD_FLAGS =
            Map.of(
                    "chown", Kind.TEXT,
                    "chmod", Kind.TEXT,
                    "link", Kind.TRUTH,
                    "keep-git-dir", Kind.TRUTH,
                    "checksum", Kind.TEXT,
                    "unpack", Kind.TRUTH,
                    "exclude", Kind.LIST);
    private static final List<String> INTERVALS =
            List.of("interval", "timeout", "start-period", "start-interval");
    private static final Map<String, Kind> HEALTHCHECK_FLAGS =
            Map.of(
                    "interval", Kind.TEXT,
                    "timeout", Kind.TEXT,
                    "start-period", Kind.TEXT,
                    "start-interval", Kind.TEXT,
                    "retries", Kind.TEXT);
    private static final Set<String> NETWORKS = Set.of("default", "none", "host");
    private static final Set<String> SECURITIES = Set.of("insecure", "sandbox");

    private InstructionParser() {}

    static Instruction parse(Statement statement) throws FormatException {
        Position position = new Position(statement.first(), statement.last());
        Optional<Keyword> keyword = Keyword.of(statement.keyword());
        if (keyword.isEmpty()) {
            throw new FormatException(
                    NearestName.hint(
                            "unknown instruction: " + statement.keyword(),
                            statement.keyword(),
                            Keyword.NAMES,
                            false));
        }
        return switch (keyword.get()) {
            case ADD -> add(statement, position);
            case ARG -> arg(statement, position);
            case CMD, ENTRYPOINT -> {
                Flags.checkNone(statement.flags());
                yield verbatim(keyword.get(), position);
            }
            case COPY -> copy(statement, position);
            case ENV -> new Instruction.Env(position, pairs(statement, keyword.get()));
            case EXPOSE -> expose(statement, position);
            case FROM -> from(statement, position);
            case HEALTHCHECK -> healthcheck(statement, position);
            case LABEL -> new Instruction.Label(position, pairs(statement, keyword.get()));
            case MAINTAINER -> {
                onlyArgument(statement, keyword.get());
                yield verbatim(keyword.get(), position);
            }
            case ONBUILD -> onBuild(statement, position);
            case RUN -> run(statement, position);
            case SHELL -> shell(statement, position);
            case STOPSIGNAL -> stopSignal(statement, position);
            case USER -> new Instruction.User(position, onlyArgument(statement, keyword.get()));
            case VOLUME -> volume(statement, position);
            case WORKDIR ->
                    new Instruction.Workdir(position, onlyArgument(statement, keyword.get()));
        };
    }

    private static Instruction verbatim(Keyword keyword, Position position) {
        return new Instruction.Verbatim(position, keyword.name());
    }

    private static void requireArguments(Statement statement, Keyword keyword)
            throws FormatException {
        if (statement.arguments().isEmpty()) {
            throw new FormatException(keyword + " requires at least one argument");
        }
    }

    private static String onlyArgument(Statement statement, Keyword keyword)
            throws FormatException {
        if (statement.arguments().size() != 1) {
            throw new FormatException(keyword + " requires exactly one argument");
        }
        Flags.checkNone(statement.flags());
        return statement.arguments().getFirst();
    }

    private static List<Pair> pairs(Statement statement, Keyword keyword) throws FormatException {
        Flags.checkNone(statement.flags());
        requireArguments(statement, keyword);
        List<String> arguments = statement.arguments();
        List<Pair> pairs = new ArrayList<>(arguments.size() / StatementParser.PAIR);
        for (int at = 0; at < arguments.size(); at += StatementParser.PAIR) {
            if (arguments.get(at).isEmpty()) {
                throw new FormatException(keyword + " names can not be blank");
            }
            pairs.add(new Pair(arguments.get(at), arguments.get(at + 1)));
        }
        return pairs;
    }

    private static Instruction arg(Statement statement, Position position) throws FormatException {
        requireArguments(statement, Keyword.ARG);
        Descriptions descriptions = new Descriptions(statement.line().comments());
        List<Instruction.Arg.Definition> definitions = new ArrayList<>();
        for (String word : statement.arguments()) {
            int equals = word.indexOf('=');
            if (equals == 0) {
                throw new FormatException("ARG names can not be blank");
            }
            String name = equals < 0 ? word : word.substring(0, equals);
            definitions.add(
                    new Instruction.Arg.Definition(
                            name,
                            equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1)),
                            descriptions.of(name)));
        }
        return new Instruction.Arg(position, definitions);
    }

    private static Instruction from(Statement statement, Position position) throws FormatException {
        List<String> words = statement.arguments();
        Optional<String> name = Optional.empty();
        if (words.size() == 3 && words.get(1).equalsIgnoreCase("as")) {
            name = Optional.of(words.get(2).toLowerCase(Locale.ROOT));
            if (!isStageName(name.get())) {
                throw new FormatException(
                        "invalid name for build stage: "
                                + Quoted.of(words.get(2))
                                + ", name can't start with a number or contain symbols");
            }
        } else if (words.size() != 1) {
            throw new FormatException("FROM requires either one or three arguments");
        }
        Flags flags = Flags.of(statement.flags(), FROM_FLAGS);
        return new Instruction.From(
                position,
                words.getFirst(),
                name,
                flags.text("platform", ""),
                name.flatMap(new Descriptions(statement.line().comments())::of));
    }

    private static boolean isStageName(String name) {
        for (int at = 0; at < name.length(); at++) {
            char character = name.charAt(at);
            boolean letter = character >= 'a' && character <= 'z';
            boolean other = (character >= '0' && character <= '9') || "-_.".indexOf(character) >= 0;
            if (!letter && (at == 0 || !other)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static Instruction onBuild(Statement statement, Position position)
            throws FormatException {
        requireArguments(statement, Keyword.ONBUILD);
        Flags.checkNone(statement.flags());
        String trigger = Blanks.trim(statement.arguments().getFirst()).toUpperCase(Locale.ROOT);
        if (trigger.equals("ONBUILD")) {
            throw new FormatException("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
        }
        if (trigger.equals("MAINTAINER") || trigger.equals("FROM")) {
            throw new FormatException(trigger + " isn't allowed as an ONBUILD trigger");
        }
        String text = Blanks.trimStart(statement.line().text());
        StringBuilder expression =
                new StringBuilder(Blanks.trimStart(text.substring("ONBUILD".length())));
        for (Heredoc heredoc : statement.heredocs()) {
            expression.append('\n').append(heredoc.body()).append(heredoc.start().name());
        }
        return new Instruction.OnBuild(position, expression.toString());
    }

    private static Instruction run(Statement statement, Position position) throws FormatException {
        Flags flags = Flags.of(statement.flags(), RUN_FLAGS);
        for (String device : flags.all("device")) {
            checkDevice(device);
        }
        List<MountFlag> mounts = new ArrayList<>();
        for (String mount : flags.all("mount")) {
            mounts.add(MountFlag.of(mount));
        }
        String network = flags.text("network", "default");
        if (!NETWORKS.contains(network)) {
            throw new FormatException("invalid network mode " + Quoted.of(network));
        }
        String security = flags.text("security", "sandbox");
        if (!SECURITIES.contains(security)) {
            throw new FormatException("security " + Quoted.of(security) + " is not valid");
        }
        StringBuilder text = new StringBuilder(String.join("\n", statement.arguments()));
        for (Heredoc heredoc : statement.heredocs()) {
            text.append('\n').append(heredoc.body());
        }
        return new Instruction.Run(position, mounts, text.toString());
    }

    private static void checkDevice(String device) throws FormatException {
        List<String> fields;
        try {
            fields = Csv.fields(device);
        } catch (FormatException e) {
            throw new FormatException("failed to parse csv devices: " + e.reason());
        }
        String name = "";
        for (String field : fields) {
            int equals = field.indexOf('=');
            String key = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : field.substring(equals + 1);
            if (key.equals("required")) {
                if (equals >= 0) {
                    try {
                        Numbers.truth(value);
                    } catch (FormatException e) {
                        throw new FormatException("invalid value for required: " + value);
                    }
                }
            } else if (equals >= 0 && key.equals("name")) {
                if (!name.isEmpty()) {
                    throw new FormatException("device name already set to " + name);
                }
                name = value;
            } else if (name.isEmpty()) {
                name = field;
            } else if (equals < 0) {
                throw new FormatException("invalid field '" + field + "' must be a key=value pair");
            } else {
                throw new FormatException(
                        NearestName.hint(
                                "unexpected key '" + key + "' in '" + field + "'",
                                key,
                                List.of("name", "required"),
                                true));
            }
        }
    }

    private static void requireSourceAndDestination(Statement statement, Keyword keyword)
            throws FormatException {
        if (statement.arguments().size() < 2) {
            throw new FormatException(
                    keyword
                            + " requires at least two arguments, but only one was provided."
                            + " Destination could not be determined");
        }
    }

    private static Instruction copy(Statement statement, Position position) throws FormatException {
        requireSourceAndDestination(statement, Keyword.COPY);
        Flags flags = Flags.of(statement.flags(), COPY_FLAGS);
        Paths paths = paths(statement, Keyword.COPY);
        return new Instruction.Copy(
                position,
                flags.text("from", ""),
                flags.text("chown", ""),
                flags.text("chmod", ""),
                paths);
    }

    private static Instruction add(Statement statement, Position position) throws FormatException {
        requireSourceAndDestination(statement, Keyword.ADD);
        Flags flags = Flags.of(statement.flags(), ADD_FLAGS);
        Paths paths = paths(statement, Keyword.ADD);
        Optional<Boolean> keepGitDir =
                flags.all("keep-git-dir").stream()
                        .map(value -> !value.equalsIgnoreCase("false"))
                        .findFirst();
        return new Instruction.Add(
                position,
                flags.text("chown", ""),
                flags.text("chmod", ""),
                flags.text("checksum", ""),
                keepGitDir,
                paths);
    }

    private static Paths paths(Statement statement, Keyword keyword) throws FormatException {
        String destination = statement.arguments().getLast();
        if (HeredocName.isStartedBy(destination)) {
            throw new FormatException(keyword + " cannot accept a heredoc as a destination");
        }
        Map<String, String> bodies = new HashMap<>();
        for (Heredoc heredoc : statement.heredocs()) {
            bodies.put(heredoc.start().name(), heredoc.strippedBody());
        }
        List<String> sources = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        for (String source : statement.arguments().subList(0, statement.arguments().size() - 1)) {
            Optional<HeredocName> heredoc = heredoc(source);
            if (heredoc.isPresent()) {
                contents.add(
                        new Content(
                                bodies.getOrDefault(heredoc.get().name(), ""),
                                heredoc.get().expands()));
            } else {
                sources.add(source);
            }
        }
        return new Paths(sources, contents, destination);
    }

    private static Optional<HeredocName> heredoc(String word) {
        try {
            return HeredocName.of(word);
        } catch (ExpansionException notOne) {
            return Optional.empty();
        }
    }

    private static Instruction healthcheck(Statement statement, Position position)
            throws FormatException {
        requireArguments(statement, Keyword.HEALTHCHECK);
        String type = statement.arguments().getFirst().toUpperCase(Locale.ROOT);
        List<String> command = statement.arguments().subList(1, statement.arguments().size());
        if (type.equals("NONE")) {
            if (!command.isEmpty()) {
                throw new FormatException("HEALTHCHECK NONE takes no arguments");
            }
            return verbatim(Keyword.HEALTHCHECK, position);
        }
        Flags flags = Flags.of(statement.flags(), HEALTHCHECK_FLAGS);
        if (!type.equals("CMD")) {
            throw new FormatException(
                    "Unknown type " + Quoted.of(type) + " in HEALTHCHECK (try CMD)");
        }
        if (command.isEmpty()) {
            throw new FormatException("Missing command after HEALTHCHECK CMD");
        }
        for (String interval : INTERVALS) {
            Interval.check(interval, flags.text(interval, ""));
        }
        String retries = flags.text("retries", "");
        if (!retries.isEmpty()) {
            long count = Numbers.signed(retries, 10, 32);
            if (count < 0) {
                throw new FormatException("--retries cannot be negative (" + count + ")");
            }
        }
        return verbatim(Keyword.HEALTHCHECK, position);
    }

    private static Instruction expose(Statement statement, Position position)
            throws FormatException {
        requireArguments(statement, Keyword.EXPOSE);
        Flags.checkNone(statement.flags());
        return new Instruction.Expose(position, statement.arguments().stream().sorted().toList());
    }

    private static Instruction volume(Statement statement, Position position)
            throws FormatException {
        requireArguments(statement, Keyword.VOLUME);
        Flags.checkNone(statement.flags());
        List<String> paths = new ArrayList<>();
        for (String path : statement.arguments()) {
            String trimmed = Blanks.trim(path);
            if (trimmed.isEmpty()) {
                throw new FormatException("VOLUME specified can not be an empty string");
            }
            paths.add(trimmed);
        }
        return new Instruction.Volume(position, paths);
    }

    /** BuildKit never looks at the flags of a STOPSIGNAL, as it never does at those of an ARG. */
    private static Instruction stopSignal(Statement statement, Position position)
            throws FormatException {
        if (statement.arguments().size() != 1) {
            throw new FormatException("STOPSIGNAL requires exactly one argument");
        }
        return new Instruction.StopSignal(position, statement.arguments().getFirst());
    }

    private static Instruction shell(Statement statement, Position position)
            throws FormatException {
        Flags.checkNone(statement.flags());
        requireArguments(statement, Keyword.SHELL);
        if (!statement.isJson()) {
            throw new FormatException("SHELL requires the arguments to be in JSON form");
        }
        return verbatim(Keyword.SHELL, position);
    }
}
