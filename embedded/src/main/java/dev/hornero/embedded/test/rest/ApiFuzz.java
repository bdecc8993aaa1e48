// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test.rest;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Asks every operation of a document with what it wants, and with one thing in it made nasty; and
 * holds each answer against the document. The same seed asks the same.
 */
public final class ApiFuzz {
    private static final int EXAMPLES = 3;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final URI server;
    private final ApiDocument document;
    private final Random random;
    private final ValidRequests requests;
    private final Spoiler spoiler;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, Finding> findings = new TreeMap<>();

    private ApiFuzz(
            URI server,
            String key,
            ApiDocument document,
            Map<String, List<String>> names,
            long seed) {
        this.server = server;
        this.document = document;
        this.random = new Random(seed);
        this.requests = new ValidRequests(document, key, names, random);
        this.spoiler = new Spoiler(document, random);
    }

    /** Answers that should not be, of one kind: how many, and the first of them. */
    private static final class Finding {
        private final List<String> examples = new ArrayList<>();
        private int number;

        @Override
        public String toString() {
            return number + " times" + String.join("", examples);
        }
    }

    /**
     * What came of it.
     *
     * @param statuses how many answers of each
     * @param findings every kind of answer that should not be, how often it came, and the first of
     *     them with their requests
     */
    public record Report(int requests, Map<Integer, Integer> statuses, List<String> findings) {
        @Override
        public String toString() {
            return "%d requests, statuses %s, kinds of findings %d%s"
                    .formatted(
                            requests,
                            statuses,
                            findings.size(),
                            String.join("", findings.stream().map(one -> "\n\n" + one).toList()));
        }
    }

    /**
     * Asks so many times.
     *
     * @param key an API key that may do everything
     * @param names what is there, by the template of the path that names it and by the name of a
     *     field
     */
    public static Report run(
            URI server,
            String key,
            ApiDocument document,
            Map<String, List<String>> names,
            long seed,
            int requests)
            throws IOException {
        ApiFuzz fuzz = new ApiFuzz(server, key, document, names, seed);
        List<ApiDocument.Operation> operations = document.operations();
        for (int i = 0; i < requests; i++) {
            fuzz.ask(operations.get(i % operations.size()));
        }
        return new Report(
                requests,
                fuzz.statuses,
                fuzz.findings.entrySet().stream()
                        .map(finding -> finding.getKey() + ": " + finding.getValue())
                        .toList());
    }

    private void ask(ApiDocument.Operation operation) throws IOException {
        FuzzRequest draft = requests.of(operation);
        if (random.nextInt(5) > 0) {
            spoiler.spoil(draft, operation);
        }
        RawExchange answer = RawExchange.send(server, draft.bytes());
        statuses.merge(answer.status(), 1, Integer::sum);
        objection(draft, answer).ifPresent(what -> note(what, operation, draft, answer));
    }

    private void note(
            String what, ApiDocument.Operation operation, FuzzRequest draft, RawExchange answer) {
        String kind =
                "%s, %d %s"
                        .formatted(
                                operation, answer.status(), DIGITS.matcher(what).replaceAll("0"));
        Finding finding = findings.computeIfAbsent(kind, _ -> new Finding());
        finding.number++;
        if (finding.examples.size() < EXAMPLES) {
            finding.examples.add(
                    "\n  changed: %s\n  asked: %s %s %s %s\n  answer: %d %s %s"
                            .formatted(
                                    draft.change,
                                    draft.method,
                                    shortened(draft.address()),
                                    draft.headers.entrySet().stream()
                                            .filter(h -> !h.getKey().equals("Authorization"))
                                            .toList(),
                                    draft.body
                                            .map(body ->
                                                    shortened(
                                                            new String(
                                                                    body, StandardCharsets.UTF_8)))
                                            .orElse(""),
                                    answer.status(),
                                    answer.mediaType(),
                                    shortened(answer.text())));
        }
    }

    private static String shortened(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }

    private Optional<String> objection(FuzzRequest draft, RawExchange answer) {
        if (answer.status() == 0) {
            return Optional.of("no answer");
        }
        if (answer.status() >= 500) {
            return Optional.of("our fault");
        }
        boolean hasBody = !draft.method.equals("HEAD");
        if (answer.status() >= 400
                && hasBody
                && !answer.mediaType().equals("application/problem+json")) {
            return Optional.of("no problem document");
        }
        String[] segments = draft.path.split("/", -1);
        boolean plain =
                List.of(segments).stream().noneMatch(s -> s.equals("..") || s.equals("%2e%2e"));
        return plain
                ? document.find(draft.method, draft.path)
                        .flatMap(operation -> document.objection(operation, answer))
                : Optional.empty();
    }
}
