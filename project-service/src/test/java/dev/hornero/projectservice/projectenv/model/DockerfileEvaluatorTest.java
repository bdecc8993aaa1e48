// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.dockerfile.Argument;
import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanRequest;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.Consequence;
import dev.hornero.events.scan.DockerfileContent;
import dev.hornero.events.scan.EvaluatedArgument;
import dev.hornero.events.scan.Evaluation;
import dev.hornero.events.scan.GivenValue;
import dev.hornero.events.scan.LineDefault;
import dev.hornero.events.scan.ScanWarning;
import dev.hornero.messaging.envelope.EventJson;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class DockerfileEvaluatorTest {
    private static final String VARIANTS =
            """
            ARG VARIANT
            FROM scratch AS base
            FROM base AS base-dev
            ARG DEVTOOLS
            RUN --mount=type=secret,id=npm,required=true echo $DEVTOOLS
            FROM base AS base-prod
            ARG LICENSE
            RUN echo $LICENSE
            FROM base-${VARIANT}
            """;

    /** Defaults of lines, one of them as it is written. */
    private static final Pattern HIDDEN_IN_DEFAULTS =
            Pattern.compile("\"defaults\":\\[[^]]*\"value\":\"[^\"]*[$]\\{");

    @Test
    void aValueDecidesWhichArgumentsAndSecretsAreNeeded() {
        BuildRequirements.Known needs = known(VARIANTS, Map.of("VARIANT", plain("dev")));

        assertThat(required(needs)).containsExactly("DEVTOOLS");
        assertThat(needs.secrets()).extracting(secret -> secret.id()).containsExactly("npm");
        assertThat(evaluated(needs, "DEVTOOLS").since())
                .containsExactly(new GivenValue("VARIANT", Optional.of("dev")));
        assertThat(required(known(VARIANTS, Map.of("VARIANT", plain("prod")))))
                .containsExactly("LICENSE");
    }

    @Test
    void whatAMissingValueWouldBringIsPublished() {
        assertThat(evaluation(known(VARIANTS, Map.of())).consequences())
                .containsExactly(
                        new Consequence("VARIANT", "dev", List.of("DEVTOOLS")),
                        new Consequence("VARIANT", "prod", List.of("LICENSE")));
    }

    @Test
    void aSecretValueDecidesAndIsNotPublished() throws Exception {
        String file =
                """
                ARG HOST=example.com
                ARG TOKEN
                FROM alpine:${TOKEN}
                ARG TOKEN
                ARG URL=https://${TOKEN}@${HOST}/
                RUN curl $URL
                """;

        BuildRequirements.Known needs = known(file, Map.of("TOKEN", secret("s3cr3t")));

        assertThat(argument(needs, "URL").defaultValue()).contains("https://${TOKEN}@${HOST}/");
        assertThat(EventJson.mapper().writeValueAsString(evaluation(needs)))
                .doesNotContain("s3cr3t");
    }

    @Test
    void defaultsThatDifferArePublishedEachWithItsLine() {
        String file =
                """
                FROM alpine AS build
                ARG MAJOR=1
                ARG PORT=808${MAJOR}
                RUN echo $PORT
                FROM alpine
                COPY --from=build / /
                ARG PORT=9090
                RUN echo $PORT
                """;

        BuildArgument port = argument(known(file, Map.of("MAJOR", plain("2"))), "PORT");

        assertThat(port.defaultValue()).contains("9090");
        assertThat(port.defaults())
                .contains(List.of(new LineDefault(3, "8082"), new LineDefault(7, "9090")));
        assertThat(argument(known(file, Map.of()), "MAJOR").defaults()).isEmpty();
    }

    /** Nor can it be guessed: that two lines are the same with it stays unknown. */
    @Test
    void eachDefaultThatASecretValueHasAPartInIsPublishedAsItIsWritten() throws Exception {
        String file =
                """
                FROM alpine
                ARG TOKEN
                ARG URL=https://${TOKEN}/
                RUN curl $URL
                ARG URL=https://s3cr3t/
                RUN curl $URL
                ARG URL=https://example.com/
                RUN curl $URL $TOKEN
                """;
        List<LineDefault> written =
                List.of(
                        new LineDefault(3, "https://${TOKEN}/"),
                        new LineDefault(5, "https://s3cr3t/"),
                        new LineDefault(7, "https://example.com/"));

        for (String token : List.of("s3cr3t", "other0secret")) {
            BuildRequirements.Known needs = known(file, Map.of("TOKEN", secret(token)));

            assertThat(argument(needs, "URL").defaults()).contains(written);
        }
        assertThat(argument(known(file, Map.of("TOKEN", plain("other"))), "URL").defaults())
                .contains(
                        List.of(
                                new LineDefault(3, "https://other/"),
                                written.get(1),
                                written.get(2)));
    }

    @Test
    void whatRestsOnASecretValueSaysSoWithoutTheValue() {
        BuildRequirements.Known needs = known(VARIANTS, Map.of("VARIANT", secret("dev")));

        assertThat(evaluated(needs, "DEVTOOLS").since())
                .containsExactly(new GivenValue("VARIANT", Optional.empty()));
    }

    @Test
    void longValuesDoNotMakeEventsLong() throws Exception {
        String file =
                """
                FROM alpine
                ARG A
                ARG B=$A$A
                ARG C=$B$B
                ARG D
                RUN echo $C $D
                """;

        BuildRequirements.Known needs = known(file, Map.of("A", plain("x".repeat(50_000))));

        assertThat(argument(needs, "B").defaultValue()).contains("$A$A");
        assertThat(EventJson.mapper().writeValueAsString(evaluation(needs))).hasSizeLessThan(5_000);
    }

    @Test
    void valuesThatNoBuilderTakesEndTheBuildWithTheLine() {
        assertThat(needs("ARG TAG\nFROM alpine:$TAG\n", Map.of("TAG", plain("a b"))))
                .isInstanceOfSatisfying(
                        BuildRequirements.Unbuildable.class,
                        unbuildable ->
                                assertThat(unbuildable.why())
                                        .startsWith(
                                                "With the values it has, line 2 of the Dockerfile"
                                                        + " cannot be built: ")
                                        .contains("alpine:a b"));
        assertThat(needs("ARG TAG\nFROM alpine:$TAG\n", Map.of("TAG", secret("a b"))))
                .isEqualTo(
                        new BuildRequirements.Unbuildable(
                                "With the values it has, one of them secret, line 2 of the"
                                        + " Dockerfile cannot be built."));
    }

    @Test
    void aValueThatNothingDeclaresIsWarnedOfWithTheNearestName() {
        BuildRequirements.Known needs =
                known("FROM alpine\nARG MAJOR\nRUN echo $MAJOR\n", Map.of("MAJRO", plain("1")));

        assertThat(evaluation(needs).warnings())
                .extracting(ScanWarning::message)
                .containsExactly(
                        "No ARG declares MAJRO, so its value has no effect; did you mean MAJOR?");
    }

    @Test
    void theValueOfABuildSecretIsNoUnknownArgument() {
        BuildRequirements.Known needs =
                known(VARIANTS, Map.of("VARIANT", plain("dev"), "npm", secret("token")));

        assertThat(evaluation(needs).warnings())
                .extracting(ScanWarning::code)
                .doesNotContain("UNKNOWN_ARG");
    }

    @Test
    void anEmptyValueInFromIsWarnedOf() {
        BuildRequirements.Known needs =
                known("ARG SUFFIX=-slim\nFROM debian:12${SUFFIX}\n", Map.of("SUFFIX", plain("")));

        assertThat(evaluation(needs).warnings())
                .extracting(ScanWarning::code)
                .containsExactly("EMPTY_FROM_VALUE");
    }

    @Test
    void aNameThatNothingDeclaresIsObjectedTo() {
        DockerfileEvaluator dockerfile = read(VARIANTS);

        assertThat(dockerfile.objection("VARAINT"))
                .contains("No ARG of the Dockerfile declares VARAINT (did you mean VARIANT?).");
        assertThat(dockerfile.objection("UNLIKE"))
                .contains("No ARG of the Dockerfile declares UNLIKE.");
        assertThat(dockerfile.objection("LICENSE")).as("of a stage that is not built").isEmpty();
        assertThat(dockerfile.objection("npm")).as("a secret of a stage").isEmpty();
        assertThat(dockerfile.objection("HTTP_PROXY")).isEmpty();
    }

    /** {@code hornero scan --arg} is {@link DockerfileScanner#evaluate}. */
    @Property
    void theServerSaysWhatTheCommandLineSays(
            @ForAll("files") String file, @ForAll("values") Map<String, ArgValue> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(name, value.value()));
        var commandLine =
                DockerfileScanner.withDefaults()
                        .evaluate(file.getBytes(UTF_8), new ScanRequest(Optional.empty(), texts));

        switch (needs(file, values)) {
            case BuildRequirements.Unbuildable _ ->
                    assertThat(commandLine.scan().error()).isPresent();
            case BuildRequirements.Known needs -> {
                assertThat(required(needs))
                        .isEqualTo(
                                commandLine.scan().required().stream()
                                        .map(Argument::name)
                                        .toList());
                assertThat(needs.arguments())
                        .extracting(BuildArgument::name)
                        .isEqualTo(
                                commandLine.scan().arguments().stream()
                                        .map(Argument::name)
                                        .toList());
            }
        }
    }

    /** Values that nothing else in the file can have. */
    @Property
    void noSecretValueIsPublished(@ForAll("files") String file, @ForAll("names") Set<String> names)
            throws Exception {
        Map<String, ArgValue> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, secret("zq7" + name + "vx")));

        String published =
                switch (needs(file, values)) {
                    case BuildRequirements.Unbuildable(var why) -> why;
                    case BuildRequirements.Known known ->
                            EventJson.mapper().writeValueAsString(known.evaluation());
                };

        values.values().forEach(value -> assertThat(published).doesNotContain(value.value()));
        Statistics.label("with defaults of lines that values have a part in")
                .collect(HIDDEN_IN_DEFAULTS.matcher(published).find())
                .coverage(files -> files.check(true).count(count -> count > 0));
    }

    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> line =
                Arbitraries.of(
                        "ARG A\nRUN echo $A",
                        "ARG B=${A}-x\nRUN echo $B",
                        "ARG B=${A}${C}\nRUN echo $B\nARG B=2${D}\nRUN echo $B",
                        "ARG C=${A:+y}\nLABEL c=$C",
                        "ARG D\nLABEL d=${D:-1}",
                        "ENV E=${A:-z}\nRUN echo $E",
                        "COPY --from=s-${A} / /",
                        "RUN --mount=type=secret,id=b echo",
                        "EXPOSE ${A}",
                        "LABEL plain=1");
        Arbitrary<String> base = Arbitraries.of("scratch", "s-${A}", "one", "img:${A}", "${B}");
        Arbitrary<String> stage =
                Combinators.combine(
                                base,
                                Arbitraries.of("one", "s-dev", "s-prod"),
                                line.list().ofMaxSize(3))
                        .as((from, as, lines) ->
                                "FROM %s AS %s\n%s\n"
                                        .formatted(from, as, String.join("\n", lines)));
        return Combinators.combine(
                        Arbitraries.of("ARG A", "ARG A=dev", "ARG B=one", "ARG B=${A}")
                                .list()
                                .ofMaxSize(3),
                        stage.list().ofMinSize(1).ofMaxSize(4))
                .as((globals, stages) ->
                        String.join("\n", globals) + "\n" + String.join("", stages));
    }

    @Provide
    Arbitrary<Map<String, ArgValue>> values() {
        return Arbitraries.maps(
                        Arbitraries.of("A", "B", "C", "D", "Z"),
                        Combinators.combine(
                                        Arbitraries.of("dev", "prod", "one", ""),
                                        Arbitraries.of(true, false))
                                .as(ArgValue::new))
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Set<String>> names() {
        return Arbitraries.of("A", "B", "C", "D").set().ofMinSize(1);
    }

    private static DockerfileEvaluator read(String file) {
        return DockerfileEvaluator.of(DockerfileContent.of(file.getBytes(UTF_8)), Optional.empty());
    }

    private static BuildRequirements needs(String file, Map<String, ArgValue> values) {
        DockerfileEvaluator dockerfile = read(file);
        Map<String, ArgValue> known = new LinkedHashMap<>(values);
        known.keySet().retainAll(dockerfile.known(values.keySet()));
        return dockerfile.needs(known, new HashSet<>(values.keySet()));
    }

    private static BuildRequirements.Known known(String file, Map<String, ArgValue> values) {
        return (BuildRequirements.Known) needs(file, values);
    }

    private static Evaluation evaluation(BuildRequirements.Known needs) {
        return needs.evaluation().orElseThrow();
    }

    private static List<String> required(BuildRequirements.Known needs) {
        return needs.arguments().stream()
                .filter(BuildArgument::needsValue)
                .map(BuildArgument::name)
                .toList();
    }

    private static EvaluatedArgument evaluated(BuildRequirements.Known needs, String name) {
        return evaluation(needs).arguments().stream()
                .filter(one -> one.argument().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static BuildArgument argument(BuildRequirements.Known needs, String name) {
        return evaluated(needs, name).argument();
    }

    private static ArgValue plain(String value) {
        return new ArgValue(value, false);
    }

    private static ArgValue secret(String value) {
        return new ArgValue(value, true);
    }
}
