// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.Commit;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.projectservice.projectenv.model.Standing.AwaitingScan;
import dev.hornero.projectservice.projectenv.model.Standing.AwaitingValues;
import dev.hornero.projectservice.projectenv.model.Standing.Ended;
import dev.hornero.projectservice.projectenv.model.Standing.Released;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class StandingTest {
    private static final Finding FINDING = finding("1".repeat(40));
    private static final Finding OTHER = finding("2".repeat(40));

    @SuppressWarnings("unused") // read by FieldSource
    private static final List<Standing> ANSWERED =
            List.of(
                    new AwaitingValues(
                            FINDING,
                            Optional.of(new Resolution.Missing(List.of("A"), Optional.empty()))),
                    new Released(FINDING, 1),
                    new Ended(BuildEnd.CANCELLED, Optional.empty()));

    private static Finding finding(String sha) {
        return new Finding(
                new Commit(sha, "Ada", Instant.EPOCH, "Bake"),
                List.of(),
                List.of(),
                Optional.empty());
    }

    @Test
    void aScanIsWaitedForAndThenValuesAre() {
        assertThat(new AwaitingScan().scanned(FINDING))
                .isEqualTo(new AwaitingValues(FINDING, Optional.empty()));
    }

    @ParameterizedTest
    @FieldSource("ANSWERED")
    void anotherAnswerOfAScanChangesNothing(Standing standing) {
        assertThat(standing.scanned(OTHER)).isEqualTo(standing);
        assertThat(standing.scanFailed()).isEqualTo(standing);
    }

    @Test
    void aFailedScanIsAnEnd() {
        assertThat(new AwaitingScan().scanFailed())
                .isEqualTo(new Ended(BuildEnd.SCAN_FAILED, Optional.empty()));
    }

    @Test
    void anEndKeepsWhatTheScanFound() {
        assertThat(new Released(FINDING, 1).ended(BuildEnd.FAILED))
                .isEqualTo(new Ended(BuildEnd.FAILED, Optional.of(FINDING)));
    }

    @ParameterizedTest
    @EnumSource(BuildEnd.class)
    void ofTwoEndsTheStrongerHoldsWhicheverCameFirst(BuildEnd one) {
        for (BuildEnd other : BuildEnd.values()) {
            Ended expected = new Ended(one.strongerOf(other), Optional.of(FINDING));
            assertThat(new Released(FINDING, 1).ended(one).ended(other)).isEqualTo(expected);
            assertThat(new Released(FINDING, 1).ended(other).ended(one)).isEqualTo(expected);
        }
    }
}
