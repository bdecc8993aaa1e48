// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.BuildId;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildProgressTest {
    private final OneProjectEnv shop = new OneProjectEnv();
    private final BuildId first = shop.request();
    private final BuildId second = shop.request();
    private final BuildId third = shop.request();

    private List<List<String>> missing() {
        return shop.outbox()
                .published(BuildNeedsValues.class)
                .map(BuildNeedsValues::missing)
                .toList();
    }

    @Test
    void scansThatAnswerInAnyOrderResolveTheBuildsInTheirOrder() {
        shop.scanned(third);
        shop.scanned(second);
        assertThat(shop.resolved()).isEmpty();

        shop.scanned(first);

        assertThat(shop.resolved()).containsExactly(first, second, third);
        assertThat(shop.outbox().published(ArgsResolved.class).map(ArgsResolved::sequence))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void anEndLetsTheBuildsBehindItGoOn() {
        shop.scanned(second);
        shop.scanned(third);

        shop.scanFailed(first);

        assertThat(shop.resolved()).containsExactly(second, third);
    }

    @Test
    void aCancelledBuildDelaysNoOther() {
        shop.scanned(second);

        shop.cancel(first);

        assertThat(shop.published(BuildCancelled.class)).containsExactly(first);
        assertThat(shop.resolved()).containsExactly(second);
    }

    @Test
    void aBuildThatWaitsForValuesDelaysNoOther() {
        shop.scanned(first, "VERSION");
        shop.scanned(second);

        assertThat(missing()).containsExactly(List.of("VERSION"));
        assertThat(shop.resolved()).containsExactly(second);
    }

    @Test
    void aValueResolvesEveryBuildThatWaitsForIt() {
        shop.scanned(first, "VERSION");
        shop.scanned(second, "VERSION");
        shop.scanned(third, "VERSION", "EDITION");

        shop.setValue("VERSION", "1");

        assertThat(shop.resolved()).containsExactly(first, second);
        assertThat(missing())
                .containsExactly(
                        List.of("VERSION"),
                        List.of("VERSION"),
                        List.of("VERSION", "EDITION"),
                        List.of("EDITION"));
    }

    @Test
    void theSameMissingValuesArePublishedOnce() {
        shop.scanned(first, "VERSION");
        shop.setValue("OTHER", "1");
        shop.scanned(second);

        assertThat(missing()).containsExactly(List.of("VERSION"));
    }

    @Test
    void aValueOfOneBuildResolvesThatBuildOnly() {
        shop.scanned(first, "VERSION");
        shop.scanned(second, "VERSION");

        shop.setOwnValue(second, "VERSION", "2");

        assertThat(shop.resolved()).containsExactly(second);
    }

    @Test
    void valuesThatTheBrokerDoesNotTakeFailTheBuildAndUseNoSequence() {
        shop.scanned(first, "VERSION");
        shop.setOwnValue(first, "VERSION", "v".repeat(OneProjectEnv.LARGEST_VALUES));
        shop.scanned(second);

        assertThat(shop.published(BuildFailed.class)).containsExactly(first);
        assertThat(shop.resolved()).containsExactly(second);
        assertThat(shop.outbox().published(ArgsResolved.class).map(ArgsResolved::sequence))
                .containsExactly(1L);
    }

    @Test
    void aClusterWithoutAKeyFailsTheBuild() {
        OneProjectEnv other =
                new OneProjectEnv("store=c3RvcmUtc3RvcmUtc3RvcmUtc3RvcmUtc3RvcmUtMzI");
        BuildId build = other.request();

        other.scanned(build);

        assertThat(other.published(BuildFailed.class)).containsExactly(build);
        assertThat(other.unended()).isEmpty();
    }

    @Test
    void aGitCredentialOfAnotherHostIsNotPassedOn() {
        OneProjectEnv other = new OneProjectEnv();
        BuildId build = other.requestWithCredentialOfAnotherHost();

        other.scanned(build);

        assertThat(other.outbox().published(ArgsResolved.class).toList())
                .singleElement()
                .satisfies(event -> assertThat(event.source().gitCredential()).isEmpty());
    }

    @Test
    void aRowThatCannotBeReadFailsItsBuildAndDelaysNoOther() {
        shop.spoil(first);
        shop.scanned(second);

        assertThat(shop.published(BuildFailed.class)).containsExactly(first);
        assertThat(shop.resolved()).containsExactly(second);
    }

    @Test
    void anEndRemovesTheBuildsOwnValues() {
        shop.setOwnValue(first, "VERSION", "1");

        shop.cancel(first);

        assertThat(shop.hasOwnValues(first)).isFalse();
    }

    @Test
    void aBuildThatIsGivenUpKeepsItsValuesForAReplay() {
        shop.setOwnValue(first, "VERSION", "1");

        shop.giveUp(first);

        assertThat(shop.published(BuildFailed.class)).containsExactly(first);
        assertThat(shop.hasOwnValues(first)).isTrue();
    }

    @Test
    void aProjectEnvIsDeletedWithItsLastBuild() {
        shop.delete();
        shop.scanned(first);
        shop.cancel(second);
        shop.cancel(third);
        assertThat(shop.outbox().published(ProjectEnvDeleted.class)).isEmpty();

        shop.ended(first, BuildEnd.SUCCEEDED);

        assertThat(shop.outbox().published(ProjectEnvDeleted.class)).hasSize(1);
        assertThat(shop.projectEnv().life()).isEqualTo(ProjectEnv.Life.GONE);
    }
}
