// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.instruction.Flags.Kind;
import dev.hornero.dockerfile.instruction.Instruction.Pair;
import dev.hornero.dockerfile.line.Heredoc;
import dev.hornero.dockerfile.text.Blanks;
import dev.hornero.dockerfile.text.NearestName;
import dev.hornero.dockerfile.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns statements into instructions, as {@code frontend/dockerfile/instructions/parse.go} of
 * BuildKit does; the checks come in its order, so that of several errors the same one is reported.
 */
final class InstructionParser {
    private static final Map<String, Kind> FROM_FLAGS = Map.of("platform", Kind.TEXT);

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
            case ADD -> CopyParser.add(statement, position);
            case ARG -> arg(statement, position);
            case CMD, ENTRYPOINT -> {
                Flags.checkNone(statement.flags());
                yield verbatim(keyword.get(), position);
            }
            case COPY -> CopyParser.copy(statement, position);
            case ENV -> new Instruction.Env(position, pairs(statement, keyword.get()));
            case EXPOSE -> expose(statement, position);
            case FROM -> from(statement, position);
            case HEALTHCHECK -> {
                HealthcheckParser.check(statement);
                yield verbatim(keyword.get(), position);
            }
            case LABEL -> new Instruction.Label(position, pairs(statement, keyword.get()));
            case MAINTAINER -> {
                onlyArgument(statement, keyword.get());
                yield verbatim(keyword.get(), position);
            }
            case ONBUILD -> onBuild(statement, position);
            case RUN -> RunParser.parse(statement, position);
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

    static void requireArguments(Statement statement, Keyword keyword) throws FormatException {
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
        MisreadWords misread = new MisreadWords();
        for (String word : statement.arguments()) {
            int equals = word.indexOf('=');
            if (equals == 0) {
                throw new FormatException(
                        definitions.isEmpty()
                                ? "ARG names can not be blank"
                                : "ARG names can not be blank; write ARG "
                                        + definitions.getLast().name()
                                        + "=value, without blanks around the equals sign");
            }
            String name = equals < 0 ? word : word.substring(0, equals);
            definitions.add(
                    new Instruction.Arg.Definition(
                            name,
                            equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1)),
                            descriptions.of(name),
                            misread.takes(word)));
        }
        return new Instruction.Arg(position, definitions, misread.found());
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
