// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.kafka.EmbeddedKafka;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.envelope.Envelope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, killed as {@code kill -9} does. */
class RestartIT {

    private static final String GROUP = "hornero-scanner-service";

    /** So that nothing is committed before the kill, however slow this machine is. */
    private static final Map<String, String> NEVER_COMMITS =
            Map.of("mp.messaging.connector.smallrye-kafka.auto.commit.interval.ms", "3600000");

    @TempDir Path folder;

    @Test
    void killedBetweenAnswerAndCommitItAnswersAgainUnderTheSameIdWithTheCommitOfNow()
            throws Exception {
        Path log = folder.resolve("scanner-service.log");
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                GitServer server = GitServer.start(folder.resolve("repositories"), 0)) {
            // Given
            BareRepository repository = server.repository("app.git");
            String first = repository.commit("main", "First", Map.of("Dockerfile", "FROM a\n"));
            Envelope<ProjectEnvCreated> asked =
                    Neighbour.projectEnv(server.uri("app.git").toString(), "main");
            Envelope<ScanEvent> before;
            try (ScannerProcess killed =
                            ScannerProcess.start(kafka.bootstrapServers(), NEVER_COMMITS, log);
                    Neighbour neighbour = Neighbour.on(kafka.bootstrapServers())) {
                neighbour.publish(asked);
                before = neighbour.answers(asked.event().build().projectEnv().id(), 1).getFirst();
                killed.kill();
            }
            assertNothingIsCommittedAndForgetTheDead(kafka.bootstrapServers());
            String second = repository.commit("main", "Second", Map.of("Dockerfile", "FROM b\n"));

            // When
            List<Envelope<ScanEvent>> both;
            try (ScannerProcess _ = ScannerProcess.start(kafka.bootstrapServers(), Map.of(), log);
                    Neighbour neighbour = Neighbour.on(kafka.bootstrapServers())) {
                both = neighbour.answers(asked.event().build().projectEnv().id(), 2);
            }

            // Then
            assertThat(both).extracting(Envelope::id).containsOnly(before.id()).hasSize(2);
            assertThat(both)
                    .extracting(answer -> ((ArgsRequired) answer.event()).commit().sha())
                    .containsExactly(first, second);
        }
    }

    private static void assertNothingIsCommittedAndForgetTheDead(String bootstrapServers)
            throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            assertThat(
                            admin.listConsumerGroupOffsets(GROUP)
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .values())
                    .allMatch(committed -> committed.offset() == 0);
            // Else the broker waits for the dead member until its session ends
            admin.removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }
    }
}
