// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.statusservice.imagebuild.FakeBuilds;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.Phase;
import dev.hornero.statusservice.imagebuild.model.Story;
import dev.hornero.statusservice.notice.Change;
import dev.hornero.statusservice.notice.ChangePosition;
import dev.hornero.statusservice.notice.Changes;
import dev.hornero.statusservice.stream.BuildFeed.StreamEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuildFeedTest {
    private static final int BUFFER = 3;

    private final Story shop = Story.begin("shop", Instant.parse("2026-03-01T12:00:00Z"));
    private final Story blog = Story.begin("blog", Instant.parse("2026-03-01T12:00:00Z"));
    private final Changes changes = new Changes();
    private final FakeBuilds builds = new FakeBuilds();
    private final BuildFeed feed =
            new BuildFeed(
                    changes,
                    builds,
                    FakeBuilds.representations(),
                    new SmallRyeConfigBuilder()
                            .addDiscoveredConverters()
                            .withDefaultValue("hornero.status.stream.buffer", "" + BUFFER)
                            .withMapping(StreamConfig.class)
                            .build()
                            .getConfigMapping(StreamConfig.class));

    @BeforeEach
    void start() {
        feed.start(new StartupEvent());
    }

    @AfterEach
    void stop() {
        feed.stop(new ShutdownEvent());
    }

    /** A client, and what it was sent. */
    private static final class Client {
        private final List<StreamEvent> sent = new CopyOnWriteArrayList<>();
        private volatile boolean disconnected;

        private static Client of(BuildFeed feed, Optional<String> last) {
            Client client = new Client();
            feed.watch(last)
                    .subscribe()
                    .with(
                            client.sent::add,
                            failure -> client.disconnected = true,
                            () -> client.disconnected = true);
            return client;
        }

        private void awaitSent(int number) {
            await().pollInterval(Duration.ofMillis(2))
                    .untilAsserted(() -> assertThat(sent).hasSize(number));
        }

        private void awaitDisconnected() {
            await().pollInterval(Duration.ofMillis(2)).until(() -> disconnected);
        }

        private List<Phase> phases() {
            return sent.stream()
                    .filter(StreamEvent.BuildChanged.class::isInstance)
                    .map(event -> ((StreamEvent.BuildChanged) event).build().phase())
                    .toList();
        }
    }

    private void change(BuildFacts facts) {
        ChangePosition before = builds.change(facts);
        changes.publish(new Change.OfBuild(facts.build().id(), Optional.of(before)));
    }

    @Test
    void newClientReceivesItsPositionAndThenWhatChanges() {
        builds.change(Story.facts(blog.created()));
        Client client = Client.of(feed, Optional.empty());
        client.awaitSent(1);

        change(Story.facts(shop.created()));

        client.awaitSent(2);
        assertThat(client.sent.getFirst())
                .isEqualTo(new StreamEvent.Position(new ChangePosition(1, 1)));
        assertThat(client.phases()).containsExactly(Phase.REQUESTED);
    }

    @Test
    void oneReadServesEveryClient() {
        Client one = Client.of(feed, Optional.empty());
        Client other = Client.of(feed, Optional.empty());
        one.awaitSent(1);
        other.awaitSent(1);

        change(Story.facts(shop.created()));

        one.awaitSent(2);
        other.awaitSent(2);
        assertThat(builds.reads()).isEqualTo(1);
    }

    @Test
    void clientThatConnectsAgainReceivesWhatItMissedOnce() {
        builds.change(Story.facts(blog.created()));
        ChangePosition last = builds.position();
        builds.change(Story.facts(shop.created()));
        builds.change(Story.facts(shop.cancelled()));

        Client client = Client.of(feed, Optional.of(last.text()));

        client.awaitSent(2);
        assertThat(client.phases()).containsExactly(Phase.CANCELLED);
        assertThat(client.sent.getLast()).isEqualTo(new StreamEvent.Position(builds.position()));
    }

    @Test
    void clientThatMissedTooMuchStartsOver() {
        ChangePosition last = builds.position();
        for (int i = 0; i <= BUFFER; i++) {
            builds.change(Story.facts(Story.begin("shop" + i, Instant.EPOCH).created()));
        }

        Client client = Client.of(feed, Optional.of(last.text()));

        client.awaitSent(1);
        assertThat(client.sent).containsExactly(new StreamEvent.Reset(builds.position()));
    }

    @Test
    void positionOfAnotherReadModelOrNoneAtAllStartsOver() {
        Client ofAnother = Client.of(feed, Optional.of(new ChangePosition(0, 0).text()));
        Client ofNone = Client.of(feed, Optional.of("garbage"));

        ofAnother.awaitSent(1);
        ofNone.awaitSent(1);
        assertThat(List.of(ofAnother.sent.getFirst(), ofNone.sent.getFirst()))
                .containsOnly(new StreamEvent.Reset(builds.position()));
    }

    @Test
    void clientsAreDisconnectedWhenChangesMayBeLost() {
        Client client = Client.of(feed, Optional.empty());
        client.awaitSent(1);

        changes.publishMissed();

        client.awaitDisconnected();
    }

    @Test
    void clientsAreDisconnectedWhenAChangedBuildCannotBeRead() {
        Client client = Client.of(feed, Optional.empty());
        client.awaitSent(1);
        ChangePosition before = builds.change(Story.facts(shop.created()));
        builds.goAway();

        changes.publish(
                new Change.OfBuild(Story.facts(shop.created()).build().id(), Optional.of(before)));

        client.awaitDisconnected();
    }

    @Test
    void clientIsDisconnectedWhenItCannotCatchUp() {
        builds.goAway();

        Client.of(feed, Optional.of("1-0")).awaitDisconnected();
    }
}
