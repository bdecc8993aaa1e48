// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.http.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final Cursor CURSOR = Cursor.of("2026-03-01T12:00:00Z", "añil");

    @Test
    void comesBackAsItWasGiven() {
        assertThat(Cursor.read(CURSOR.text(), 2)).isEqualTo(CURSOR);
    }

    @Test
    void fitsIntoAnAddress() {
        assertThat(CURSOR.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void isRefusedWithAnyCharacterChanged() {
        String text = CURSOR.text();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThatThrownBy(() -> Cursor.read(changed, 2)).isInstanceOf(ProblemException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "%%", "AAAA", "AAAAAAAA"})
    void isRefusedWhereItIsNone(String text) {
        assertThatThrownBy(() -> Cursor.read(text, 2)).isInstanceOf(ProblemException.class);
    }

    @Test
    void ofAnotherListIsRefused() {
        assertThatThrownBy(() -> Cursor.read(CURSOR.text(), 1))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\n", "\ud800"})
    void isRefusedWithTextThatNoDatabaseTakes(String part) {
        assertThatThrownBy(() -> Cursor.read(Cursor.of(part).text(), 1))
                .isInstanceOf(ProblemException.class);
    }
}
