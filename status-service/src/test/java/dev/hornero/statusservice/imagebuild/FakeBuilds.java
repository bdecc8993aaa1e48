// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.BuildFilter;
import dev.hornero.statusservice.imagebuild.model.HistoryEntry;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.notice.ChangePosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Builds in memory: each change is a transaction of its own. */
public final class FakeBuilds implements Builds {
    private static final int READ_MODEL = 1;

    private record Row(BuildFacts facts, long changed) {}

    private final SequencedMap<BuildId, Row> rows = new LinkedHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private long transactions;
    private boolean away;

    /** Shows builds as the service does. */
    public static BuildRepresentations representations() {
        return new BuildRepresentations(() -> Duration.ofMinutes(5), Clock.systemUTC());
    }

    /** Adds facts, and answers the position before the change. */
    public synchronized ChangePosition change(BuildFacts facts) {
        ChangePosition before = position();
        BuildId id = facts.build().id();
        BuildFacts joined =
                Optional.ofNullable(rows.remove(id))
                        .map(row -> row.facts().join(facts))
                        .orElse(facts);
        rows.putLast(id, new Row(joined, transactions++));
        return before;
    }

    /** From now on every query fails. */
    public synchronized void goAway() {
        away = true;
    }

    /** How often a build was read by its id. */
    public int reads() {
        return reads.get();
    }

    @Override
    public synchronized Optional<KnownBuild> find(BuildId id) {
        reads.incrementAndGet();
        checkPresence();
        return Optional.ofNullable(rows.get(id)).map(FakeBuilds::known);
    }

    @Override
    public synchronized ChangedBuilds changedAfter(ChangePosition position, int limit) {
        checkPresence();
        ChangePosition now = position();
        if (!now.continues(position)) {
            return new ChangedBuilds(Optional.empty(), now);
        }
        List<KnownBuild> changed =
                rows.values().stream()
                        .filter(row -> row.changed() >= position.transaction())
                        .map(FakeBuilds::known)
                        .toList();
        return new ChangedBuilds(Optional.of(changed).filter(all -> all.size() <= limit), now);
    }

    @Override
    public synchronized ChangePosition position() {
        checkPresence();
        return new ChangePosition(READ_MODEL, transactions);
    }

    private void checkPresence() {
        if (away) {
            throw new IllegalStateException("the database is away");
        }
    }

    private static KnownBuild known(Row row) {
        return new KnownBuild(row.facts(), Optional.empty());
    }

    @Override
    public Optional<BuildFacts> before(BuildRef build) {
        throw new UnsupportedOperationException("before");
    }

    @Override
    public List<KnownBuild> newest(BuildFilter filter, int number) {
        throw new UnsupportedOperationException("newest");
    }

    @Override
    public Map<ProjectEnvId, KnownBuild> lastOf(Collection<ProjectEnvId> projectEnvs) {
        throw new UnsupportedOperationException("lastOf");
    }

    @Override
    public void notifyUnanswered(Instant after, Instant until) {
        throw new UnsupportedOperationException("notifyUnanswered");
    }

    @Override
    public List<HistoryEntry> history(BuildId id) {
        throw new UnsupportedOperationException("history");
    }
}
