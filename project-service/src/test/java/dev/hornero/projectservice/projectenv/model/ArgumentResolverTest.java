// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.Code;
import dev.hornero.events.scan.ArgEvidence;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.RequiredBuildSecret;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import dev.hornero.messaging.seal.BuildSecrets;
import dev.hornero.projectservice.projectenv.model.ArgResolution.Complete;
import dev.hornero.projectservice.projectenv.model.ArgResolution.Missing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentResolverTest {
    private static BuildArgument argument(String name, ArgRequirement requirement, boolean hard) {
        return new BuildArgument(
                name,
                Code.of(requirement),
                requirement == ArgRequirement.REQUIRED
                        ? Optional.of(Code.of(ArgEvidence.EXPLICIT))
                        : Optional.empty(),
                hard,
                Optional.empty(),
                Optional.empty(),
                List.of(1),
                List.of(0),
                Optional.empty());
    }

    private static BuildArgument hard(String name) {
        return argument(name, ArgRequirement.REQUIRED, true);
    }

    private static BuildArgument soft(String name) {
        return argument(name, ArgRequirement.REQUIRED, false);
    }

    private static BuildArgument optional(String name) {
        return argument(name, ArgRequirement.OPTIONAL, false);
    }

    private static Map<String, ArgValue> values(String... namesAndValues) {
        Map<String, ArgValue> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], new ArgValue(namesAndValues[i + 1], false));
        }
        return values;
    }

    private static ArgResolution resolve(
            List<BuildArgument> arguments, Map<String, ArgValue> given) {
        return resolve(arguments, SoftArguments.ASK, given);
    }

    private static ArgResolution resolve(
            List<BuildArgument> arguments, SoftArguments soft, Map<String, ArgValue> given) {
        return ArgumentResolver.resolve(
                new BuildRequirements.Known(arguments, List.of(), Optional.empty()), soft, given);
    }

    private static ArgResolution resolveSecrets(
            List<RequiredBuildSecret> secrets, Map<String, ArgValue> given) {
        return ArgumentResolver.resolve(
                new BuildRequirements.Known(List.of(), secrets, Optional.empty()),
                SoftArguments.ASK,
                given);
    }

    private static Missing missingNames(String... names) {
        return new Missing(List.of(names), Optional.empty());
    }

    private static Complete resolved(Map<String, ArgValue> values) {
        return new Complete(ArgValues.of(values), Optional.empty(), Optional.empty());
    }

    @Test
    void requiredArgumentsWithoutAValueAreMissingInTheDockerfilesOrder() {
        assertThat(resolve(List.of(hard("B"), optional("C"), soft("A")), values("C", "c")))
                .isEqualTo(missingNames("B", "A"));
    }

    @Test
    void aSoftArgumentMayBeLeftEmptyOnPurpose() {
        assertThat(resolve(List.of(soft("FLAGS")), values("FLAGS", "")))
                .isEqualTo(resolved(values("FLAGS", "")));
    }

    @Test
    void softArgumentsAreNotAskedForWhereTheyAreLeftEmptyForGood() {
        assertThat(resolve(List.of(hard("BASE"), soft("FLAGS")), SoftArguments.EMPTY, values()))
                .isEqualTo(missingNames("BASE"));
        assertThat(resolve(List.of(soft("FLAGS")), SoftArguments.EMPTY, values()))
                .isEqualTo(resolved(values()));
    }

    @Test
    void ofWhatIsMissingThatMayBeEmptyWhichIsSoft() {
        BuildRequirements.Known needs =
                new BuildRequirements.Known(
                        List.of(hard("BASE"), soft("FLAGS"), optional("PORT")),
                        List.of(),
                        Optional.empty());

        assertThat(ArgumentResolver.mayBeEmpty(needs, missingNames("BASE", "FLAGS")))
                .containsExactly("FLAGS");
    }

    @Test
    void aHardArgumentMayNot() {
        assertThat(resolve(List.of(hard("BASE")), values("BASE", "")))
                .isEqualTo(missingNames("BASE"));
    }

    @Test
    void optionalArgumentsAreSentOnlyWithAValue() {
        assertThat(resolve(List.of(optional("A"), optional("B")), values("B", "b")))
                .isEqualTo(resolved(values("B", "b")));
    }

    @Test
    void whatTheDockerfileDoesNotDeclareIsNotSent() {
        assertThat(resolve(List.of(hard("A")), values("A", "a", "OTHER", "x")))
                .isEqualTo(resolved(values("A", "a")));
    }

    @Test
    void aProxyIsSentWithoutADeclaration() {
        assertThat(resolve(List.of(), values("HTTPS_PROXY", "http://proxy:3128")))
                .isEqualTo(resolved(values("HTTPS_PROXY", "http://proxy:3128")));
    }

    @Test
    void aBuildSecretIsTakenFromTheValueOfItsId() {
        assertThat(
                        resolveSecrets(
                                List.of(new RequiredBuildSecret("npmrc", true, 3)),
                                values("npmrc", "token")))
                .isEqualTo(
                        new Complete(
                                ArgValues.of(Map.of()),
                                Optional.of(new BuildSecrets(Map.of("npmrc", "token"))),
                                Optional.empty()));
    }

    @Test
    void aBuildSecretIsMissingOnlyWhereTheDockerfileRequiresIt() {
        assertThat(
                        resolveSecrets(
                                List.of(
                                        new RequiredBuildSecret("npmrc", true, 3),
                                        new RequiredBuildSecret("netrc", false, 4)),
                                values()))
                .isEqualTo(missingNames("npmrc"));
    }
}
