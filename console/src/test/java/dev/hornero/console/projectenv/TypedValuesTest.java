// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.console.service.KeptValue;
import dev.hornero.console.service.NewValue;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypedValuesTest {
    private static final KeptValue PLAIN =
            new KeptValue("PLAIN", Optional.of("old"), false, "PROJECT_ENV");
    private static final KeptValue SECRET =
            new KeptValue("SECRET", Optional.empty(), true, "PROJECT_ENV");

    private static TypedValues typed(String... fieldsAndTexts) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        for (int i = 0; i < fieldsAndTexts.length; i += 2) {
            form.putSingle(fieldsAndTexts[i], fieldsAndTexts[i + 1]);
        }
        return TypedValues.of(form);
    }

    @Test
    void whatStandsAsItWasKeptIsNotSentAgain() {
        assertThat(typed("value:PLAIN", "old").patch(List.of(PLAIN))).isEmpty();
    }

    @Test
    void aChangedValueIsSent() {
        assertThat(typed("value:PLAIN", "new").patch(List.of(PLAIN)))
                .isEqualTo(Map.of("PLAIN", new NewValue("new", false)));
    }

    @Test
    void aValueThatBecomesSecretIsSentThoughItsTextIsTheSame() {
        assertThat(typed("value:PLAIN", "old", "secret:PLAIN", "on").patch(List.of(PLAIN)))
                .isEqualTo(Map.of("PLAIN", new NewValue("old", true)));
    }

    @Test
    void wipingAPlainValueOutTakesItAway() {
        assertThat(typed("value:PLAIN", "").patch(List.of(PLAIN)))
                .containsOnlyKeys("PLAIN")
                .containsEntry("PLAIN", null);
    }

    @Test
    void anEmptyFieldOfASecretLeavesItAsItIs() {
        assertThat(typed("value:SECRET", "", "secret:SECRET", "on").patch(List.of(SECRET)))
                .isEmpty();
    }

    @Test
    void aSecretGoesWhenItsBoxIsTicked() {
        assertThat(typed("value:SECRET", "", "remove:SECRET", "on").patch(List.of(SECRET)))
                .containsEntry("SECRET", null);
    }

    @Test
    void leftEmptyOnPurposeIsAValue() {
        assertThat(typed("value:A", "", "empty:A", "on").patch(List.of()))
                .isEqualTo(Map.of("A", new NewValue("", false)));
    }

    @Test
    void anEmptyFieldWithoutAnythingKeptSaysNothing() {
        assertThat(typed("value:A", "").patch(List.of())).isEmpty();
    }

    @Test
    void aValueOfTheProjectIsNotTakenAwayHere() {
        KeptValue shared = new KeptValue("A", Optional.of("x"), false, "PROJECT");

        assertThat(typed("value:A", "").patch(List.of(shared))).isEmpty();
    }

    @Test
    void linesEndAsTheyWereTyped() {
        assertThat(typed("value:A", "one\r\ntwo").patch(List.of()))
                .isEqualTo(Map.of("A", new NewValue("one\ntwo", false)));
    }

    @Test
    void anotherValueIsAdded() {
        assertThat(
                        typed("addedName", " EXTRA ", "addedValue", "1", "addedSecret", "on")
                                .patch(List.of()))
                .isEqualTo(Map.of("EXTRA", new NewValue("1", true)));
    }

    @Test
    void noValueShowsInItsText() {
        assertThat(typed("value:A", "hunter2").toString()).doesNotContain("hunter2");
    }
}
