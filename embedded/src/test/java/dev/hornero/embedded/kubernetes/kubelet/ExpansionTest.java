// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As measured on a real kubelet. */
class ExpansionTest {

    @ParameterizedTest
    @CsvSource({
        "$(X),               value",
        "NAME=$(X),          NAME=value",
        "$$(X),              $(X)",
        "$$$(X),             $value",
        "$(NOTSET),          $(NOTSET)",
        "4$$,                4$",
        "$X,                 $X",
        "${X},               ${X}",
        "$(X,                $(X",
        "a$,                 a$",
        "$(X)$(X),           valuevalue",
        "$(NESTED),          $(X)",
    })
    void dollarsBecomeWhatTheyBecomeOnARealNode(String text, String expected) {
        assertThat(Expansion.expand(text, Map.of("X", "value", "NESTED", "$(X)")))
                .isEqualTo(expected);
    }
}
