// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.terminal.Terminal;
import dev.hornero.dockerfile.DockerfileEvaluation;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanError;
import dev.hornero.dockerfile.ScanRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what Dockerfiles need; no server takes part. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Says which build arguments a Dockerfile needs. Needs no server.",
        footer = {
            "",
            "Exit codes: 0 nothing is missing, 3 values are missing, 4 it is not a valid",
            "Dockerfile or has no such target, 1 it cannot be read. HORNERO_GIT_TOKEN opens",
            "private repositories over https."
        })
public final class ScanCommand implements Callable<Integer> {
    private static final Pattern REMOTE =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.+|([^@/:\\s]+@)?[A-Za-z0-9._-]{2,}:[^:].*");

    private final Invocation invocation;
    private final DockerfileScanner scanner = DockerfileScanner.withDefaults();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH|URL",
            description = "A Dockerfile, a directory with Dockerfiles, or a git repository's URL.")
    private Optional<String> subject = Optional.empty();

    @Option(
            names = "--files-from",
            paramLabel = "FILE",
            description =
                    "Scans the files that FILE (- for the standard input) lists, a path a"
                            + " line, as they come.")
    private Optional<String> filesFrom = Optional.empty();

    @Option(
            names = "--target",
            paramLabel = "STAGE",
            description = "The stage to build. Default: the last one.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--arg",
            paramLabel = "NAME=VALUE",
            description = "A value that is known already.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Mixin private RepositoryOptions repository = new RepositoryOptions();

    public ScanCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        if (subject.isPresent() == filesFrom.isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Scan what? Give one path or URL, or --files-from.");
        }
        if (filesFrom.isPresent()) {
            return listed(filesFrom.get());
        }
        String given = subject.get();
        Optional<Path> path = path(given).filter(Files::exists);
        if (path.isEmpty() && REMOTE.matcher(given).matches()) {
            return new RepositoryScan(invocation)
                    .run(given, repository, file -> report(file.path(), file.content()));
        }
        if (path.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, given + " does not exist, and is not a repository's URL.");
        }
        if (repository.any()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--branch, --commit, --dockerfile, --ssh-key and --stats are for a"
                            + " repository's URL; "
                            + given
                            + " is a path.");
        }
        return Files.isDirectory(path.get()) ? directory(path.get()) : file(path.get());
    }

    private int file(Path path) {
        ScanReport report = report(path.toString(), content(path));
        invocation.answer(report.json(), () -> new ScanTable(report).print(invocation.terminal()));
        return report.exitCode();
    }

    private int directory(Path directory) throws IOException {
        List<Path> files = DockerfileFiles.under(directory);
        if (files.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    directory + " holds no Dockerfile (Dockerfile, Dockerfile.*, *.dockerfile).");
        }
        List<ScanReport> reports =
                files.stream().map(path -> report(path.toString(), content(path))).toList();
        ArrayNode items = Json.array();
        reports.forEach(report -> items.add(report.json()));
        ObjectNode json = Json.object();
        json.set("items", items);
        invocation.answer(json, () -> print(reports));
        return reports.stream().mapToInt(ScanReport::exitCode).max().orElse(ExitCode.OK);
    }

    private void print(List<ScanReport> reports) {
        Terminal terminal = invocation.terminal();
        String gap = "";
        for (ScanReport report : reports) {
            terminal.out().print(gap);
            new ScanTable(report).print(terminal);
            gap = System.lineSeparator();
        }
    }

    /** One answer a path, each at once: thousands of files pass through in little memory. */
    private int listed(String list) throws IOException {
        int worst = ExitCode.OK;
        boolean unreadable = false;
        try (InputStream in =
                        list.equals("-")
                                ? invocation.surroundings().in()
                                : Files.newInputStream(Path.of(list));
                BufferedReader paths =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = paths.readLine(); line != null; line = paths.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                try {
                    ScanReport report = report(line, read(Path.of(line)));
                    worst = Math.max(worst, report.exitCode());
                    answer(report);
                } catch (IOException | InvalidPathException e) {
                    unreadable = true;
                    answerUnreadable(line, e);
                }
            }
        }
        return unreadable ? ExitCode.FAILED : worst;
    }

    private void answer(ScanReport report) {
        switch (invocation.format()) {
            case TABLE -> new ScanTable(report).print(invocation.terminal());
            case JSON, JSONL -> invocation.terminal().out().println(report.json());
        }
    }

    private void answerUnreadable(String path, Exception e) {
        switch (invocation.format()) {
            case TABLE ->
                    invocation
                            .terminal()
                            .err()
                            .println("hornero: cannot read " + path + ": " + why(e));
            case JSON, JSONL -> {
                ScanError error = new ScanError(1, "cannot read it: " + why(e));
                DockerfileEvaluation nothing =
                        new DockerfileEvaluation(DockerfileScan.failed(error), Map.of(), List.of());
                answer(new ScanReport(path, nothing, Set.of()));
            }
        }
    }

    private static String why(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "it may not be read";
            default -> String.valueOf(e.getMessage());
        };
    }

    private ScanReport report(String path, byte[] dockerfile) {
        return new ScanReport(
                path,
                scanner.evaluate(dockerfile, new ScanRequest(target, values)),
                values.keySet());
    }

    private byte[] content(Path path) {
        try {
            return read(path);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "Cannot read " + path + ": " + why(e), e);
        }
    }

    /** No more than it takes to refuse what is too large. */
    private byte[] read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(scanner.sizeLimit() + 1);
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
