// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.systemtest.Repositories;
import dev.hornero.systemtest.RunningHornero;
import dev.hornero.systemtest.SharedHornero;
import dev.hornero.systemtest.Shop;
import dev.hornero.systemtest.hostile.Refusal.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever lies on a topic, each group gets past it, and builds go on. */
@ExtendWith(SharedHornero.class)
class HostileRecordsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int RECORDS = Integer.getInteger("hostile.records", 700);
    private static final long SEED = Long.getLong("hostile.seed", 1);

    private static final Pattern COUNTED =
            Pattern.compile("hornero_messaging_(handled|given_up)_total");

    private final RunningHornero hornero;
    private final Repositories repositories;
    private final Shop shop;
    private final Broker broker;

    HostileRecordsIT(RunningHornero hornero, Repositories repositories, Shop shop) {
        this.hornero = hornero;
        this.repositories = repositories;
        this.shop = shop;
        this.broker = new Broker(hornero.kafka());
    }

    @Test
    void hostileRecordsBecomeDeadLettersOfEachGroupAndStopNoConsumer() {
        // Given
        aNormalBuildSucceeds("before");
        awaitNoLag();
        Map<TopicPartition, Long> letters = broker.ends(Broker.deadLetterTopics());
        Counts before = countsAtRest();
        HostileRecords records =
                new HostileRecords(SEED, repositories.url("nowhere"), broker.sent(10));

        // When
        try (HostileLoad load = new HostileLoad(hornero.kafka(), records)) {
            load.write(RECORDS);

            // Then
            awaitNoLag();
            assertThat(load.written()).hasSizeGreaterThan(RECORDS * 9 / 10);
            eachRefusedRecordIsADeadLetterOfEachReader(load.written(), broker.refusals(letters));
            Map<String, Long> forOthers = forAnotherGroup(load.written());
            // Orders that are valid go on: what they lead to may come between the two counts.
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> {
                        Map<String, Long> counted = since(before.counted(), counted());
                        forOthers.forEach(
                                (service, count) -> counted.merge(service, count, Long::sum));
                        assertThat(counted)
                                .as("records that were handled, given up, or put back for another")
                                .isEqualTo(since(before.read(), read()));
                    });
        }
        everyServiceIsWell();
        shop.rest().get("/api/v1/dead-letters?limit=200").ok();
        aNormalBuildSucceeds("after");
        everyServiceIsWell();
    }

    private record Counts(Map<String, Long> read, Map<String, Long> counted) {}

    /** Both counts of the same records: the last lines of a log come after the end of its build. */
    private Counts countsAtRest() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> {
                            Counts counts = new Counts(read(), counted());
                            awaitNoLag();
                            return counts;
                        },
                        counts -> counts.read().equals(read()));
    }

    private void awaitNoLag() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(broker.lag()).isNotEmpty().allSatisfy(HostileRecordsIT::isZero));
    }

    private static void isZero(String group, long lag) {
        assertThat(lag).as(group).isZero();
    }

    private void eachRefusedRecordIsADeadLetterOfEachReader(
            Map<Place, HostileRecord.Kind> written, List<Refusal> refusals) {
        Map<String, Set<String>> readers = broker.readers();
        Set<String> refused = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (Refusal refusal : refusals) {
            if (!refused.add(refusal.group() + " " + refusal.place())) {
                twice.add(refusal.toString());
            }
        }
        List<String> passed = new ArrayList<>();
        written.forEach((place, hostile) -> {
            if (hostile.refused()) {
                for (String group : readers.get(place.partition().topic())) {
                    if (!refused.contains(group + " " + place)) {
                        passed.add(group + " took " + hostile.name() + " at " + place);
                    }
                }
            }
        });

        assertThat(twice).as("buried twice").isEmpty();
        assertThat(passed).as("neither buried nor an event").isEmpty();
    }

    /** How many records each group has read. */
    private Map<String, Long> read() {
        Map<String, Long> read = new TreeMap<>();
        broker.committed()
                .forEach((group, offsets) ->
                        read.put(
                                service(group),
                                offsets.values().stream().mapToLong(offset -> offset).sum()));
        return read;
    }

    /** How many records each service says it handled or gave up. */
    private Map<String, Long> counted() {
        Map<String, Long> counted = new TreeMap<>();
        for (String service : RunningHornero.SERVICES) {
            counted.put(
                    service,
                    hornero.ask(service, "/q/metrics")
                            .text()
                            .lines()
                            .filter(line -> COUNTED.matcher(line).lookingAt())
                            .mapToLong(line ->
                                    (long)
                                            Double.parseDouble(
                                                    line.substring(line.lastIndexOf(' '))))
                            .sum());
        }
        return counted;
    }

    private Map<String, Long> forAnotherGroup(Map<Place, HostileRecord.Kind> written) {
        Map<String, Set<String>> readers = broker.readers();
        Map<String, Long> passed = new TreeMap<>();
        written.forEach((place, hostile) ->
                hostile.onlyFor()
                        .ifPresent(wanted ->
                                readers.get(place.partition().topic()).stream()
                                        .filter(group -> !group.equals(wanted))
                                        .forEach(group ->
                                                passed.merge(service(group), 1L, Long::sum))));
        return passed;
    }

    private static String service(String group) {
        return RunningHornero.SERVICES.stream().filter(group::contains).findFirst().orElse(group);
    }

    private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> since = new TreeMap<>(after);
        before.forEach((name, count) -> since.merge(name, -count, Long::sum));
        return since;
    }

    private void everyServiceIsWell() {
        for (String service : RunningHornero.SERVICES) {
            for (String health : List.of("/q/health/live", "/q/health/ready")) {
                assertThat(hornero.ask(service, health).status())
                        .as("%s %s", service, health)
                        .isEqualTo(200);
            }
        }
    }

    private void aNormalBuildSucceeds(String when) {
        String project = Shop.name(when);
        String build =
                shop.initialBuild(
                        project,
                        repositories.withDockerfile(project, "FROM scratch\nCOPY Dockerfile /\n"));
        shop.awaitPhase(build, "SUCCEEDED");
    }
}
