// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.HeredocName;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.line.Heredoc;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import dev.hornero.dockerfile.line.LogicalLine;
import dev.hornero.dockerfile.line.LogicalLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads Dockerfiles. Like BuildKit it first takes the whole file apart and judges the instructions
 * afterwards, so an error in the form of a later line is reported before one in an earlier
 * instruction.
 */
public final class DockerfileParser {
    private DockerfileParser() {}

    /** The file as instructions; it has at least one stage. */
    public static Dockerfile parse(byte[] source) throws InvalidDockerfileException {
        if (source.length == 0) {
            throw new InvalidDockerfileException(1, "the Dockerfile cannot be empty");
        }
        LogicalLines lines = new LogicalLines(source);
        List<Statement> statements = statements(lines);
        List<Instruction.Arg> globals = new ArrayList<>();
        List<Dockerfile.Stage> stages = new ArrayList<>();
        List<Integer> emptyContinuations = new ArrayList<>();
        Instruction.From from = null;
        List<Instruction> instructions = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement.line().hasEmptyContinuation()) {
                emptyContinuations.add(statement.line().last());
            }
            Instruction instruction = instruction(statement);
            if (instruction instanceof Instruction.From next) {
                if (from != null) {
                    stages.add(new Dockerfile.Stage(from, instructions));
                    instructions = new ArrayList<>();
                }
                from = next;
            } else if (from != null) {
                instructions.add(instruction);
            } else if (instruction instanceof Instruction.Arg global) {
                globals.add(global);
            } else {
                throw new InvalidDockerfileException(
                        statement.first(), "no build stage in current context");
            }
        }
        if (from == null) {
            throw new InvalidDockerfileException(1, "dockerfile contains no stages to build");
        }
        stages.add(new Dockerfile.Stage(from, instructions));
        return new Dockerfile(lines.escape(), globals, stages, emptyContinuations);
    }

    /**
     * The instruction of an ONBUILD, read as BuildKit reads it when a stage continues the one it
     * stands in: as a file of its own, with errors reported at the FROM of that stage.
     */
    public static Instruction parseTrigger(String trigger, Position at, Position from)
            throws InvalidDockerfileException {
        try {
            List<Statement> statements =
                    statements(new LogicalLines(trigger.getBytes(StandardCharsets.UTF_8)));
            if (statements.size() != 1) {
                throw new InvalidDockerfileException(
                        from.first(), "onbuild trigger should be a single expression");
            }
            return InstructionParser.parse(statements.getFirst().movedTo(at));
        } catch (InvalidDockerfileException e) {
            throw new InvalidDockerfileException(from.first(), e.reason());
        } catch (FormatException e) {
            throw new InvalidDockerfileException(from.first(), e.reason());
        }
    }

    private static List<Statement> statements(LogicalLines lines)
            throws InvalidDockerfileException {
        List<Statement> statements = new ArrayList<>();
        Optional<LogicalLine> next = lines.next();
        StatementParser parser = new StatementParser(lines.escape());
        while (next.isPresent()) {
            statements.add(withHeredocs(parser.parse(next.get()), lines));
            next = lines.next();
        }
        if (statements.isEmpty()) {
            throw new InvalidDockerfileException(lines.number(), "file with no instructions");
        }
        lines.requireAllRead();
        return statements;
    }

    private static Statement withHeredocs(Statement statement, LogicalLines lines)
            throws InvalidDockerfileException {
        LogicalLine line = statement.line();
        if (!line.text().contains("<<") || !statement.canHaveHeredocs()) {
            return statement;
        }
        List<Heredoc> heredocs = new ArrayList<>();
        try {
            for (HeredocName start : HeredocName.in(line.text())) {
                heredocs.add(lines.heredoc(start, line.first()));
            }
        } catch (ExpansionException e) {
            throw new InvalidDockerfileException(line.first(), e.reason());
        }
        return statement.withHeredocs(heredocs, lines.number());
    }

    private static Instruction instruction(Statement statement) throws InvalidDockerfileException {
        try {
            return InstructionParser.parse(statement);
        } catch (FormatException e) {
            throw new InvalidDockerfileException(
                    statement.first(),
                    "dockerfile parse error on line " + statement.first() + ": " + e.reason());
        }
    }
}
