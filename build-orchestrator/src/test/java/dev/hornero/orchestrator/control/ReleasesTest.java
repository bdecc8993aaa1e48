// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.orchestrator.build.Build;
import dev.hornero.orchestrator.build.BuildCluster;
import dev.hornero.orchestrator.build.BuildJob;
import dev.hornero.orchestrator.build.BuildWatch;
import dev.hornero.orchestrator.build.Ledger;
import dev.hornero.orchestrator.build.Observation;
import dev.hornero.orchestrator.build.Observed;
import dev.hornero.orchestrator.build.Verdict;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.KnownRegistry;
import dev.hornero.orchestrator.queue.QueueConfig;
import dev.hornero.orchestrator.registry.ImageDestination;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    private static final BuildJob FIRST = Observed.job(1);

    private final Asked cluster = new Asked();
    private final Releases releases =
            new Releases(
                    cluster,
                    new KnownRegistry(),
                    Instance.seals(),
                    new OneAtATime(),
                    Clock.systemUTC());

    @Test
    void aBuildThatIsStillSeenSuspendedAfterItsReleaseIsNotLetGoTwice() {
        Seen late = new Seen(Observed.queued(FIRST).seen());
        assertThat(releases.releaseNext(late)).containsExactly(FIRST.build().id());
        cluster.launched.join();

        await().untilAsserted(() -> assertThat(releases.underWay()).isEmpty());
        assertThat(releases.releaseNext(late)).isEmpty();
    }

    @Test
    void aBuildThatIsSuspendedByHandLaterIsLetGoAgain() {
        Seen suspended = new Seen(Observed.queued(FIRST).seen());
        releases.releaseNext(suspended);
        cluster.launched.join();
        await().untilAsserted(() -> assertThat(releases.underWay()).isEmpty());

        releases.releaseNext(new Seen(Observed.launched().seen()));
        assertThat(releases.releaseNext(suspended)).containsExactly(FIRST.build().id());
    }

    private static final class OneAtATime implements QueueConfig {
        @Override
        public int perNamespace() {
            return 1;
        }

        @Override
        public int perCluster() {
            return 1;
        }
    }

    /** What a watch shows that hears of nothing any more. */
    private record Seen(Observation only) implements BuildWatch {
        @Override
        public void start(Consumer<Key> changed, Consumer<Observation> gone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Observation> find(Key key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection<Observation> all() {
            return List.of(only);
        }

        @Override
        public Ledger ledger(String namespace, ProjectEnvId projectEnv) {
            return Ledger.empty(projectEnv, namespace);
        }

        @Override
        public Collection<Ledger> ledgers() {
            throw new UnsupportedOperationException();
        }
    }

    /** Takes every ledger and every launch. */
    private static final class Asked implements BuildCluster {
        private final CompletableFuture<BuildJob> launched = new CompletableFuture<>();

        @Override
        public boolean store(Ledger ledger) {
            return true;
        }

        @Override
        public void launch(
                BuildJob job,
                Optional<RegistryCredentials> registry,
                Optional<GitCredential> gitCredential) {
            launched.complete(job);
        }

        @Override
        public Ledger ledger(String namespace, ProjectEnvId projectEnv) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(Ledger ledger) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void create(Build build, ImageDestination destination) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void complete(Build build) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String jobName(BuildRef build) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean decide(String namespace, BuildRef build, Verdict verdict) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stopPods(Observation seen) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Set<String>> secretValues(BuildJob job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isHeld(BuildJob job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void letGo(BuildJob job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(BuildJob job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeOrphanVolumes(Set<BuildId> building) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean exists(String namespace, BuildId build) {
            throw new UnsupportedOperationException();
        }
    }
}
