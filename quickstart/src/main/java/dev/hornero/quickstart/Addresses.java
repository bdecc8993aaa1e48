// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart;

import dev.hornero.quickstart.home.Home;
import dev.hornero.quickstart.machine.Ports;
import dev.hornero.quickstart.process.BuildCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of what listens where, for the user to copy from. */
record Addresses(Home home, Ports ports, String key, BuildCluster cluster) {

    private record Row(String what, String where) {}

    String table() {
        String front = "http://127.0.0.1:" + ports.console();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("Console", front));
        rows.add(new Row("REST", front + "/api/v1 and " + front + "/status/v1"));
        rows.add(new Row("Key", key));
        rows.add(new Row("CLI", "export HORNERO_URL=%s HORNERO_KEY=%s".formatted(front, key)));
        rows.add(
                new Row(
                        "Kafka",
                        "127.0.0.1:%d, settings in %s"
                                .formatted(ports.kafka(), home.kafkaSettings())));
        rows.add(new Row("Git", "http://%s:%d/".formatted(cluster.gitHost(), ports.git())));
        if (cluster.isEmbedded()) {
            rows.add(new Row("Cluster", "export KUBECONFIG=" + home.kubeconfig()));
        }
        rows.add(new Row("Logs", home.logs().toString()));
        return rows.stream()
                .map(row -> "  %-8s %s".formatted(row.what(), row.where()))
                .collect(Collectors.joining("\n"));
    }
}
