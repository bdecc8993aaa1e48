// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearNamesTest {

    @Test
    void swappedLettersAreNear() {
        assertThat(NearNames.of("mian", List.of("develop", "main"))).containsExactly("main");
    }

    @Test
    void anotherCaseIsNearest() {
        assertThat(NearNames.of("Main", List.of("mains", "main"))).containsExactly("main", "mains");
    }

    @Test
    void whatContinuesTheNameOrEndsInItIsNear() {
        assertThat(NearNames.of("prod", List.of("production", "release/prod", "test")))
                .containsExactly("production", "release/prod");
    }

    @Test
    void nothingIsNearWhereNothingIs() {
        assertThat(NearNames.of("main", List.of("feature-x", "v1"))).isEmpty();
    }

    @Test
    void aNameThatIsThereTwiceIsNamedOnce() {
        assertThat(NearNames.of("1.0", List.of("1.0.0", "v1", "1.0.0"))).containsExactly("1.0.0");
    }

    @Test
    void fiveAtMostAreNamed() {
        List<String> many = IntStream.range(0, 20).mapToObj(i -> "prod-" + i).toList();

        assertThat(NearNames.of("prod", many)).hasSize(5);
    }

    @Test
    void ofAHugeListTheBeginningIsComparedLetterByLetter() {
        String wanted = "x".repeat(95);
        List<String> many =
                new ArrayList<>(
                        IntStream.range(0, 6_000).mapToObj(i -> "y".repeat(90) + i).toList());
        many.add("y" + wanted);
        many.add(wanted + "/2");

        assertThat(NearNames.of(wanted, many)).containsExactly(wanted + "/2");
    }
}
