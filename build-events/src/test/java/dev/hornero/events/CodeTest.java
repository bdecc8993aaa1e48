// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.events.apikey.Role;
import dev.hornero.events.scan.ArgEvidence;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.BuildArgument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {
    @Test
    void aConstantIsKnownByItsText() {
        Code<Role> code = new Code<>(Role.class, "EDITOR");

        assertThat(code.known()).contains(Role.EDITOR);
        assertThat(code).isEqualTo(Code.of(Role.EDITOR)).hasToString("EDITOR");
    }

    @Test
    void aConstantOfALaterVersionKeepsItsText() {
        Code<Role> code = new Code<>(Role.class, "AUDITOR");

        assertThat(code.known()).isEmpty();
        assertThat(code).hasToString("AUDITOR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "editor", "_", "7", "ÄNDERER", "A B", "A\n"})
    void whatDoesNotLookLikeAConstantIsNone(String text) {
        assertThatThrownBy(() -> new Code<>(Role.class, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a Role must be 1 to 100 of A-Z, 0-9 and '_'");
    }

    @Test
    void anArgumentNeedsAValueUnlessItIsKnownToNeedNone() {
        assertThat(argument("REQUIRED", Optional.of(ArgEvidence.EXPLICIT)).needsValue()).isTrue();
        assertThat(argument("OPTIONAL", Optional.empty()).needsValue()).isFalse();
        assertThat(argument("IGNORABLE", Optional.empty()).needsValue()).isFalse();
        assertThat(argument("WANTED", Optional.empty()).needsValue()).isTrue();
        assertThat(argument("WANTED", Optional.of(ArgEvidence.AMBIENT)).needsValue()).isTrue();
    }

    private static BuildArgument argument(String requirement, Optional<ArgEvidence> evidence) {
        return new BuildArgument(
                "VERSION",
                new Code<>(ArgRequirement.class, requirement),
                evidence.map(Code::of),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(1),
                List.of(0),
                Optional.empty());
    }
}
