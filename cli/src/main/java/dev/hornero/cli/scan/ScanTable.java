// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import dev.hornero.cli.terminal.Table;
import dev.hornero.cli.terminal.Terminal;
import dev.hornero.cli.terminal.Terminal.Colour;
import dev.hornero.dockerfile.Argument;
import dev.hornero.dockerfile.Declaration;
import dev.hornero.dockerfile.DockerfileEvaluation;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.Evidence;
import dev.hornero.dockerfile.Requirement;
import dev.hornero.dockerfile.ScanError;
import dev.hornero.dockerfile.ScannedStage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A report for people: what to fill in first. */
record ScanTable(ScanReport report) {
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+|[\\x80-\\x9F]+");
    private static final Pattern PARSE_ERROR =
            Pattern.compile("^dockerfile parse error on line \\d+: ");
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_TEXT = 400;

    void print(Terminal terminal) {
        DockerfileScan scan = report.scan();
        terminal.out().println(report.path() + ": " + verdict(terminal));
        List<Argument> shown =
                scan.arguments().stream()
                        .filter(argument -> argument.requirement() != Requirement.IGNORABLE)
                        .toList();
        if (!shown.isEmpty()) {
            Table table = new Table("  ARGUMENT", "VALUE", "DEFAULT", "LINE", "DESCRIPTION");
            shown.forEach(argument -> row(table, argument, terminal));
            table.print(terminal);
        }
        scan.required()
                .forEach(argument ->
                        note(terminal, argument.name(), since(report.evaluation(), argument)));
        report.evaluation()
                .consequences()
                .forEach(consequence ->
                        note(
                                terminal,
                                plain(
                                        "with " + consequence.name() + "=" + consequence.value(),
                                        LONGEST_NAME),
                                "also " + String.join(", ", consequence.needs())));
        note(terminal, "built", stages(scan));
        note(
                terminal,
                "not needed",
                scan.arguments().stream()
                        .filter(argument -> argument.requirement() == Requirement.IGNORABLE)
                        .map(Argument::name)
                        .collect(Collectors.joining(", ")));
        note(
                terminal,
                "secrets",
                scan.secrets().stream()
                        .map(secret -> secret.id() + (secret.required() ? " (required)" : ""))
                        .collect(Collectors.joining(", ")));
        note(
                terminal,
                "ssh",
                scan.sshMounts().stream()
                        .map(mount -> mount.id() + (mount.required() ? " (required)" : ""))
                        .collect(Collectors.joining(", ")));
        scan.warnings()
                .forEach(warning ->
                        note(
                                terminal,
                                "warning",
                                warning.line().map(line -> "line " + line + ": ").orElse("")
                                        + warning.message()));
    }

    private static String since(DockerfileEvaluation evaluation, Argument argument) {
        List<String> names = evaluation.since().getOrDefault(argument.name(), List.of());
        return names.isEmpty() ? "" : "needed since " + String.join(", ", names) + " is given";
    }

    private String verdict(Terminal terminal) {
        if (report.scan().error().isPresent()) {
            return terminal.coloured(Colour.RED, refusal(report.scan().error().get()));
        }
        int missing = report.scan().required().size();
        return switch (missing) {
            case 0 -> terminal.coloured(Colour.GREEN, "nothing is missing");
            case 1 -> terminal.coloured(Colour.YELLOW, "1 value is missing");
            default -> terminal.coloured(Colour.YELLOW, missing + " values are missing");
        };
    }

    /** BuildKit's sentence, the line said once; a wrong target is not the file's fault. */
    private static String refusal(ScanError error) {
        String message = PARSE_ERROR.matcher(error.message()).replaceFirst("");
        return plain(
                message.startsWith("target stage ")
                        ? message
                        : "not a valid Dockerfile, line " + error.line() + ": " + message,
                LONGEST_TEXT);
    }

    private void row(Table table, Argument argument, Terminal terminal) {
        table.row(
                "  " + plain(argument.name(), LONGEST_NAME),
                need(argument, terminal),
                defaults(argument),
                argument.lines().stream().map(String::valueOf).collect(Collectors.joining(",")),
                description(argument));
    }

    /** Where the lines that declare it differ, each with its own. */
    private static String defaults(Argument argument) {
        List<LineDefault> lines =
                argument.declarations().stream().flatMap(it -> lineDefault(it).stream()).toList();
        return lines.stream().map(LineDefault::value).distinct().count() < 2
                ? argument.defaultValue().map(LineDefault::shown).orElse("-")
                : LineDefault.text(lines);
    }

    private static Optional<LineDefault> lineDefault(Declaration declaration) {
        return declaration.defaultValue().map(text -> new LineDefault(declaration.line(), text));
    }

    /** A file is not to steer the terminal, nor to fill it. */
    static String plain(String text, int longest) {
        String shown = CONTROLS.matcher(text).replaceAll(" ");
        return shown.length() > longest ? shown.substring(0, longest - 1) + "…" : shown;
    }

    private String need(Argument argument, Terminal terminal) {
        boolean given = report.given().contains(argument.name());
        if (given && argument.requirement() != Requirement.REQUIRED) {
            return terminal.coloured(Colour.GREEN, "given");
        }
        return switch (argument.requirement()) {
            case REQUIRED ->
                    terminal.coloured(
                            Colour.YELLOW, argument.hard() ? "required" : "required, may be empty");
            case OPTIONAL -> "optional";
            case IGNORABLE -> "not needed";
        };
    }

    private static String description(Argument argument) {
        String text = plain(argument.description().orElse(""), LONGEST_TEXT);
        return argument.evidence().equals(Optional.of(Evidence.AMBIENT))
                ? (text + " (no instruction names it, a RUN may read it)").strip()
                : text;
    }

    private static String stages(DockerfileScan scan) {
        if (scan.stages().size() < 2) {
            return "";
        }
        List<String> built =
                scan.stages().stream()
                        .filter(ScannedStage::reachable)
                        .map(stage -> stage.name().orElse("stage " + stage.index()))
                        .toList();
        return "%s (%d of %d stages)"
                .formatted(String.join(", ", built), built.size(), scan.stages().size());
    }

    private static void note(Terminal terminal, String label, String text) {
        if (!text.isEmpty()) {
            terminal.out()
                    .println(
                            "  "
                                    + terminal.coloured(Colour.DIM, label + ": ")
                                    + plain(text, LONGEST_TEXT));
        }
    }
}
