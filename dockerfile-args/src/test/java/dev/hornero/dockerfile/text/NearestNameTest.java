// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> NAMES = List.of("RUN", "COPY", "ENTRYPOINT");

    @Test
    void guessesANameTwoEditsAway() {
        assertThat(NearestName.among("COPPI", NAMES, false)).contains("COPY");
    }

    @Test
    void guessesInTheCaseOfTheWord() {
        assertThat(NearestName.among("runn", NAMES, false)).contains("run");
        assertThat(NearestName.among("Runn", NAMES, false)).contains("run");
        assertThat(NearestName.among("RUNN", NAMES, false)).contains("RUN");
    }

    @Test
    void guessesNothingFarAway() {
        assertThat(NearestName.among("YUM-INSTALL", NAMES, false)).isEmpty();
    }

    @Test
    void guessesNothingForANameThatExists() {
        assertThat(NearestName.among("copy", NAMES, false)).isEmpty();
    }

    @Test
    void mindsTheCaseWhereItMatters() {
        assertThat(NearestName.among("fron", List.of("FROM", "from"), true)).contains("from");
    }
}
