// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import dev.hornero.dockerfile.DockerfileEvaluation.Consequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Scans one Dockerfile with some values left out or added, to see what each of them changes. */
final class Evaluator {
    /** Of the values that are left out, of those that are added, and so on, of each. */
    private static final int MOST_SCANS = 64;

    /** Series of scans in all: where each scan meets an error, a series is made for each. */
    private static final int MOST_SERIES = 6;

    /** What each of these series of scans may read, so that a large file is not read 64 times. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final int LEAST_SCANS = 4;

    /** Fits wherever an image's name takes a variable, and stands in no real one. */
    private static final String UNKNOWN = "hornero0unknown0value";

    private final DockerfileScanner scanner;
    private final byte[] dockerfile;
    private final int most;
    private int scans;

    Evaluator(DockerfileScanner scanner, byte[] dockerfile) {
        this.scanner = scanner;
        this.dockerfile = dockerfile;
        this.most =
                Math.clamp(MOST_BYTES / Math.max(1, dockerfile.length), LEAST_SCANS, MOST_SCANS);
    }

    private DockerfileScan scanned(ScanRequest request) {
        scans++;
        return scanner.scan(dockerfile, request);
    }

    DockerfileScan scanForValues(ScanRequest request) {
        return scan(withoutEmptyOnesThatCannotWork(request));
    }

    DockerfileEvaluation evaluate(ScanRequest request) {
        ScanRequest serving = withoutEmptyOnesThatCannotWork(request);
        DockerfileScan scan = scan(serving);
        return new DockerfileEvaluation(scan, since(scan, serving), consequences(scan, serving));
    }

    /** An error that a value mends makes that value a missing one. */
    private DockerfileScan scan(ScanRequest request) {
        DockerfileScan scan = scanned(request);
        SequencedSet<String> mending = new LinkedHashSet<>();
        ScanRequest mended = request;
        DockerfileScan best = scan;
        while (best.error().isPresent()) {
            Optional<String> next = mendingMost(best, mended);
            if (next.isEmpty()) {
                return scan;
            }
            mending.add(next.get());
            mended = mended.withValue(next.get(), UNKNOWN);
            best = scanned(mended);
        }
        return mending.isEmpty() ? scan : Missing.in(best, mending);
    }

    /** The name whose value moves the error farthest down the file, or away. */
    private Optional<String> mendingMost(DockerfileScan scan, ScanRequest request) {
        String best = "";
        int farthest = line(scan);
        if (scans > MOST_SERIES * most) {
            return Optional.empty();
        }
        List<String> open =
                scan.declared().stream()
                        .filter(name -> request.values().getOrDefault(name, "").isEmpty())
                        .sorted()
                        .limit(most)
                        .toList();
        for (String name : open) {
            int line = line(scanned(request.withValue(name, UNKNOWN)));
            if (line > farthest) {
                best = name;
                farthest = line;
            }
        }
        return Optional.of(best).filter(name -> !name.isEmpty());
    }

    private static int line(DockerfileScan scan) {
        return scan.error().map(ScanError::line).orElse(Integer.MAX_VALUE);
    }

    /** Values that were put in place of missing ones, taken out of a scan again. */
    private static final class Missing {
        private Missing() {}

        static DockerfileScan in(DockerfileScan scan, Set<String> names) {
            return new DockerfileScan(
                    scan.stages(),
                    scan.arguments().stream().map(argument -> in(argument, names)).toList(),
                    scan.secrets(),
                    scan.sshMounts(),
                    scan.syntax(),
                    scan.baseImages().stream().filter(base -> !base.contains(UNKNOWN)).toList(),
                    scan.warnings().stream()
                            .filter(warning -> !warning.message().contains(UNKNOWN))
                            .toList(),
                    scan.declared(),
                    scan.error());
        }

        private static Argument in(Argument argument, Set<String> names) {
            boolean missing = names.contains(argument.name());
            boolean shown =
                    argument.defaultValue().filter(text -> text.contains(UNKNOWN)).isEmpty();
            return new Argument(
                    argument.name(),
                    missing ? Requirement.REQUIRED : argument.requirement(),
                    missing ? Optional.of(Evidence.EXPLICIT) : argument.evidence(),
                    missing || argument.hard(),
                    missing
                            ? Optional.empty()
                            : shown ? argument.defaultValue() : argument.writtenDefault(),
                    argument.writtenDefault(),
                    argument.description(),
                    argument.lines(),
                    argument.stages(),
                    argument.declarations().stream().map(Missing::in).toList(),
                    argument.reads());
        }

        private static Declaration in(Declaration declaration) {
            return declaration.defaultValue().filter(text -> text.contains(UNKNOWN)).isEmpty()
                    ? declaration
                    : new Declaration(
                            declaration.stage(),
                            declaration.line(),
                            declaration.writtenDefault(),
                            declaration.writtenDefault());
        }
    }

    /** A hard argument that is given an empty value is as good as not given. */
    private ScanRequest withoutEmptyOnesThatCannotWork(ScanRequest request) {
        if (request.values().values().stream().noneMatch(String::isEmpty)) {
            return request;
        }
        Map<String, String> serving = new LinkedHashMap<>(request.values());
        Set<String> declared = scanned(request).declared();
        request.values().entrySet().stream()
                .filter(given -> given.getValue().isEmpty() && declared.contains(given.getKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .filter(name -> isHard(name, request))
                .forEach(serving::remove);
        return request.withValues(serving);
    }

    private boolean isHard(String name, ScanRequest request) {
        return scan(without(name, request)).arguments().stream()
                .anyMatch(argument -> argument.hard() && argument.name().equals(name));
    }

    private Map<String, List<String>> since(DockerfileScan scan, ScanRequest request) {
        SequencedSet<String> missing = names(scan);
        Map<String, List<String>> since = new LinkedHashMap<>();
        if (missing.isEmpty()) {
            return since;
        }
        scan.arguments().stream()
                .map(Argument::name)
                .filter(request.values()::containsKey)
                .limit(most)
                .forEach(given -> {
                    DockerfileScan other = scan(without(given, request));
                    if (other.error().isEmpty()) {
                        SequencedSet<String> then = names(other);
                        missing.stream()
                                .filter(name -> !then.contains(name))
                                .forEach(name ->
                                        since.computeIfAbsent(name, _ -> new ArrayList<>())
                                                .add(given));
                    }
                });
        return since;
    }

    private List<Consequence> consequences(DockerfileScan scan, ScanRequest request) {
        SequencedSet<String> missing = names(scan);
        List<Consequence> consequences = new ArrayList<>();
        int tried = 0;
        for (Argument argument : scan.required()) {
            for (String value : leadingToStages(argument, scan, request)) {
                if (tried++ < most) {
                    consequence(argument.name(), value, missing, request)
                            .ifPresent(consequences::add);
                }
            }
        }
        return consequences;
    }

    private Optional<Consequence> consequence(
            String name, String value, SequencedSet<String> missing, ScanRequest request) {
        List<String> needs =
                names(scan(request.withValue(name, value))).stream()
                        .filter(other -> !missing.contains(other))
                        .toList();
        return needs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Consequence(name, value, needs));
    }

    /** The values with which a FROM names a stage of the Dockerfile. */
    private SequencedSet<String> leadingToStages(
            Argument argument, DockerfileScan scan, ScanRequest request) {
        SequencedSet<String> values = new LinkedHashSet<>();
        if (argument.reads().stream().noneMatch(read -> read.instruction().equals("FROM"))) {
            return values;
        }
        DockerfileScan marked = scanned(request.withValue(argument.name(), UNKNOWN));
        for (String base : marked.baseImages()) {
            int at = base.indexOf(UNKNOWN);
            if (at < 0) {
                continue;
            }
            String before = base.substring(0, at).toLowerCase(Locale.ROOT);
            String after = base.substring(at + UNKNOWN.length()).toLowerCase(Locale.ROOT);
            scan.stages().stream()
                    .flatMap(stage -> stage.name().stream())
                    .filter(name -> name.length() > before.length() + after.length())
                    .filter(name -> name.startsWith(before) && name.endsWith(after))
                    .map(name -> name.substring(before.length(), name.length() - after.length()))
                    .forEach(values::add);
        }
        return values;
    }

    private static SequencedSet<String> names(DockerfileScan scan) {
        return scan.required().stream()
                .map(Argument::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ScanRequest without(String name, ScanRequest request) {
        Map<String, String> fewer = new LinkedHashMap<>(request.values());
        fewer.remove(name);
        return request.withValues(fewer);
    }
}
