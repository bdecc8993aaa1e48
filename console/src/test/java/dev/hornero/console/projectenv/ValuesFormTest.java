// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.console.page.FormErrors;
import dev.hornero.console.service.Argument;
import dev.hornero.console.service.Consequence;
import dev.hornero.console.service.GivenValue;
import dev.hornero.console.service.KeptValue;
import dev.hornero.console.service.LineDefault;
import dev.hornero.console.service.MissingValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValuesFormTest {
    private static final Argument OPTIONAL =
            new Argument(
                    "COLOUR",
                    "OPTIONAL",
                    false,
                    Optional.of("blue"),
                    List.of(),
                    Optional.of("of the page"));
    private static final Argument GIVEN =
            new Argument(
                    "VERSION", "REQUIRED", true, Optional.empty(), List.of(), Optional.empty());
    private static final Argument IGNORED =
            new Argument(
                    "NOISE", "IGNORABLE", false, Optional.empty(), List.of(), Optional.empty());
    private static final MissingValue MISSING =
            new MissingValue(
                    "NPM_TOKEN",
                    Optional.of("reads packages"),
                    false,
                    List.of(new GivenValue("COLOUR", Optional.of("red"))));

    private static ValuesForm form(KeptValue... kept) {
        return ValuesForm.of(
                List.of(OPTIONAL, GIVEN, IGNORED),
                List.of(MISSING),
                List.of(new Consequence("NPM_TOKEN", "none", List.of("REGISTRY"))),
                List.of(kept),
                Optional.empty(),
                FormErrors.none());
    }

    private static ValueField field(ValuesForm form, String name) {
        return form.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsMissingComesFirstThenRequiredThenOptional() {
        assertThat(form().fields())
                .extracting(ValueField::name)
                .containsExactly("NPM_TOKEN", "VERSION", "COLOUR");
    }

    @Test
    void aNameThatLooksSecretIsMasked() {
        assertThat(field(form(), "NPM_TOKEN").secret()).isTrue();
        assertThat(field(form(), "VERSION").secret()).isFalse();
    }

    @Test
    void onlyASoftOneMayBeLeftEmptyOnPurpose() {
        assertThat(field(form(), "NPM_TOKEN").offersEmpty()).isTrue();
        assertThat(field(form(), "VERSION").offersEmpty()).isFalse();
        assertThat(field(form(), "COLOUR").offersEmpty()).isFalse();
    }

    @Test
    void whatIsMissingSaysWhyAndWhatComesNext() {
        assertThat(field(form(), "NPM_TOKEN"))
                .returns("needed since COLOUR is red", ValueField::reason)
                .returns(List.of("With NPM_TOKEN=none also REGISTRY."), ValueField::consequences);
        assertThat(field(form(), "VERSION"))
                .returns("", ValueField::reason)
                .returns(List.of(), ValueField::consequences);
    }

    @Test
    void theRestCanBeLeftEmptyWhereSomethingMissingMayBe() {
        ValuesForm nothingMissing =
                ValuesForm.of(
                        List.of(GIVEN),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        FormErrors.none());

        assertThat(form().offersLeavingRestEmpty()).isTrue();
        assertThat(nothingMissing.offersLeavingRestEmpty()).isFalse();
    }

    @Test
    void aRefusedNameThatNoArgDeclaresStandsInTheFormAndMayBeForced() {
        TypedValues typed = new TypedValues(Map.of("VERSON", "1", "VERSION", ""), Set.of("force"));
        ValuesForm form =
                ValuesForm.of(
                        List.of(GIVEN),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(typed),
                        new FormErrors("", Map.of("VERSON", "Did you mean VERSION?")));

        assertThat(form.forced()).isTrue();
        assertThat(field(form, "VERSON"))
                .returns("1", ValueField::value)
                .returns(true, ValueField::offersForce);
        assertThat(field(form, "VERSION").offersForce()).isFalse();
    }

    @Test
    void theDefaultIsThePlaceholderUntilTheProjectHasAValue() {
        KeptValue ofProject = new KeptValue("COLOUR", Optional.of("red"), false, "PROJECT");

        assertThat(field(form(), "COLOUR").placeholder()).isEqualTo("blue");
        assertThat(field(form(ofProject), "COLOUR").placeholder()).isEqualTo("of the project: red");
    }

    @Test
    void defaultsThatDifferAreShownEachWithItsLine() {
        assertThat(placeholder("8080", "9090", "8080")).isEqualTo("8080 (line 1,3), 9090 (line 2)");
        assertThat(placeholder("", "x".repeat(100)))
                .isEqualTo("empty (line 1), %s… (line 2)".formatted("x".repeat(60)));
        assertThat(placeholder("a", "b", "c", "d", "e"))
                .isEqualTo("a (line 1), b (line 2), c (line 3), d (line 4), …");
    }

    private static String placeholder(String... defaults) {
        Argument argument =
                new Argument(
                        "PORT",
                        "OPTIONAL",
                        false,
                        Optional.of("8080"),
                        IntStream.range(0, defaults.length)
                                .mapToObj(i -> new LineDefault(i + 1, defaults[i]))
                                .toList(),
                        Optional.empty());
        ValuesForm form =
                ValuesForm.of(
                        List.of(argument),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        FormErrors.none());
        return field(form, "PORT").placeholder();
    }

    @Test
    void aKeptSecretIsNotShown() {
        ValueField field =
                field(
                        form(new KeptValue("NPM_TOKEN", Optional.empty(), true, "PROJECT_ENV")),
                        "NPM_TOKEN");

        assertThat(field.kept()).isTrue();
        assertThat(field.value()).isEmpty();
        assertThat(field.placeholder()).isEqualTo("kept, not shown");
    }

    @Test
    void aKeptValueThatTheDockerfileDoesNotDeclareIsShownAsSuch() {
        assertThat(field(form(new KeptValue("OLD", Optional.of("1"), false, "PROJECT_ENV")), "OLD"))
                .returns("unused", ValueField::need)
                .returns("1", ValueField::value);
    }

    @Test
    void whatWasTypedAndRefusedStandsInTheFormAgain() {
        TypedValues typed = new TypedValues(Map.of("VERSION", "x"), Set.of("secret:VERSION"));
        ValuesForm form =
                ValuesForm.of(
                        List.of(GIVEN),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(typed),
                        new FormErrors("", Map.of("VERSION", "No.")));

        assertThat(field(form, "VERSION"))
                .returns("x", ValueField::value)
                .returns(true, ValueField::secret)
                .returns("No.", ValueField::error);
    }
}
