// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.Commit;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.projectservice.projectenv.model.BuildState.AwaitingScan;
import dev.hornero.projectservice.projectenv.model.BuildState.AwaitingValues;
import dev.hornero.projectservice.projectenv.model.BuildState.Ended;
import dev.hornero.projectservice.projectenv.model.BuildState.Resolved;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class BuildStateTest {
    private static final ScanResult SCAN = scan("1".repeat(40));
    private static final ScanResult OTHER = scan("2".repeat(40));

    @SuppressWarnings("unused") // read by FieldSource
    private static final List<BuildState> ANSWERED =
            List.of(
                    new AwaitingValues(
                            SCAN,
                            Optional.of(new ArgResolution.Missing(List.of("A"), Optional.empty()))),
                    new Resolved(SCAN, 1),
                    new Ended(BuildEnd.CANCELLED, Optional.empty()));

    private static ScanResult scan(String sha) {
        return new ScanResult(
                new Commit(sha, "Ada", Instant.EPOCH, "Bake"),
                List.of(),
                List.of(),
                Optional.empty());
    }

    @Test
    void aScanIsWaitedForAndThenValuesAre() {
        assertThat(new AwaitingScan().scanned(SCAN))
                .isEqualTo(new AwaitingValues(SCAN, Optional.empty()));
    }

    @ParameterizedTest
    @FieldSource("ANSWERED")
    void anotherAnswerOfAScanChangesNothing(BuildState state) {
        assertThat(state.scanned(OTHER)).isEqualTo(state);
        assertThat(state.scanFailed()).isEqualTo(state);
    }

    @Test
    void aFailedScanIsAnEnd() {
        assertThat(new AwaitingScan().scanFailed())
                .isEqualTo(new Ended(BuildEnd.SCAN_FAILED, Optional.empty()));
    }

    @Test
    void anEndKeepsWhatTheScanFound() {
        assertThat(new Resolved(SCAN, 1).ended(BuildEnd.FAILED))
                .isEqualTo(new Ended(BuildEnd.FAILED, Optional.of(SCAN)));
    }

    @ParameterizedTest
    @EnumSource(BuildEnd.class)
    void ofTwoEndsTheStrongerHoldsWhicheverCameFirst(BuildEnd one) {
        for (BuildEnd other : BuildEnd.values()) {
            Ended expected = new Ended(one.strongerOf(other), Optional.of(SCAN));
            assertThat(new Resolved(SCAN, 1).ended(one).ended(other)).isEqualTo(expected);
            assertThat(new Resolved(SCAN, 1).ended(other).ended(one)).isEqualTo(expected);
        }
    }
}
