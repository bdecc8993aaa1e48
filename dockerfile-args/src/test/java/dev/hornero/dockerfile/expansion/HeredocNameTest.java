// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeredocNameTest {
    @Test
    void findsAllOfALineInOrder() throws ExpansionException {
        assertThat(HeredocName.in("COPY <<A 3<<-\"B\" <<'C' /d/"))
                .containsExactly(
                        new HeredocName("A", true, false),
                        new HeredocName("B", false, true),
                        new HeredocName("C", false, false));
    }

    @Test
    void takesBlanksBeforeTheName() throws ExpansionException {
        assertThat(HeredocName.in("RUN cat <<  EOF"))
                .extracting(HeredocName::name)
                .containsExactly("EOF");
    }

    @Test
    void doesNotExpandWhenAnyPartOfTheNameIsQuoted() throws ExpansionException {
        assertThat(HeredocName.of("<<E\"O\"F")).contains(new HeredocName("EOF", false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN cat <<<word",
                "RUN echo \"<<EOF\"",
                "RUN echo '<<EOF'",
                "RUN echo $((1<<2))",
                "RUN cat <<",
                "RUN cat <<EOF 'unmatched",
                "RUN a<<b",
            })
    void findsNoneWhereItOnlyLooksLikeOne(String line) throws ExpansionException {
        assertThat(HeredocName.in(line)).isEqualTo(List.of());
    }
}
