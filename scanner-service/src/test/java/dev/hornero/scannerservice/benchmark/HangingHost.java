// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.kafka.EmbeddedKafka;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.scannerservice.process.Neighbour;
import dev.hornero.scannerservice.process.ScannerProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The packaged service on a broker: from the event to its answer, before, while and after 100
 * repositories wait for a host that accepts connections and never says a word.
 */
final class HangingHost {

    private static final int HANGING = 100;
    private static final int ASKED = 200;
    private static final int WARM_UP = 300;
    private static final double MOST = 1.1;

    private final GitServer server;
    private final Path directory;
    private final Verdict verdict;

    HangingHost(GitServer server, Path directory, Verdict verdict) {
        this.server = server;
        this.directory = directory;
        this.verdict = verdict;
    }

    void run() throws Exception {
        BareRepository repository = server.repository("answers.git");
        repository.configure("uploadpack.allowFilter", "true");
        repository.commit(
                "main",
                "Begin",
                Map.of("Dockerfile", "FROM scratch\nARG VERSION\nENV V=$VERSION\n"));
        String url = server.uri("answers.git").toString();
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                ScannerProcess _ =
                        ScannerProcess.start(
                                kafka.bootstrapServers(),
                                Map.of(),
                                directory.resolve("scanner-service.log"));
                Neighbour neighbour = Neighbour.on(kafka.bootstrapServers())) {
            ask(neighbour, url, WARM_UP);
            Latency before = ask(neighbour, url, ASKED);
            Latency beside;
            try (ServerSocket silent =
                    new ServerSocket(0, 2 * HANGING, InetAddress.getLoopbackAddress())) {
                for (int i = 0; i < HANGING; i++) {
                    neighbour.publish(
                            Neighbour.projectEnv(
                                    "http://127.0.0.1:%d/%d.git"
                                            .formatted(silent.getLocalPort(), i),
                                    "main"));
                }
                beside = ask(neighbour, url, ASKED);
            }
            // Nobody listens there any more, so their reads fail one after another
            Latency after = ask(neighbour, url, ASKED);
            verdict.title("From the event to its answer, the packaged service, one at a time");
            print("before", before);
            print("while 100 repositories hang", beside);
            print("after the host was switched off", after);
            double median = Math.max(before.median(), after.median());
            double late = Math.max(before.late(), after.late());
            verdict.goal(
                    "median beside hanging ones, of that without", beside.median() / median, MOST);
            verdict.line("          95th percentile, likewise: %.3f", beside.late() / late);
        }
    }

    private void print(String when, Latency latency) {
        verdict.line(
                "  %-34s median %7.2f ms, 95th percentile %7.2f ms",
                when, latency.median(), latency.late());
    }

    private static Latency ask(Neighbour neighbour, String url, int times) throws Exception {
        List<Duration> taken = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Envelope<ProjectEnvCreated> asked = Neighbour.projectEnv(url, "main");
            long start = System.nanoTime();
            neighbour.publish(asked);
            ScanEvent answer =
                    neighbour
                            .answers(asked.event().build().projectEnv().id(), 1)
                            .getFirst()
                            .event();
            taken.add(Duration.ofNanos(System.nanoTime() - start));
            if (!(answer instanceof ArgsRequired)) {
                throw new IllegalStateException("not read: " + answer);
            }
        }
        return Latency.of(taken);
    }

    private record Latency(double median, double late) {
        static Latency of(List<Duration> taken) {
            List<Double> millis =
                    taken.stream().map(each -> each.toNanos() / 1e6).sorted().toList();
            return new Latency(millis.get(millis.size() / 2), millis.get(millis.size() * 95 / 100));
        }
    }
}
