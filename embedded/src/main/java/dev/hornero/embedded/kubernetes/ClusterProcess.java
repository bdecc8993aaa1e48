// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import dev.hornero.embedded.process.ServerArguments;
import dev.hornero.embedded.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cluster as a process of its own: {@code --data DIR --port N}, and optionally {@code
 * --kubeconfig-out FILE} and {@code --reach PORT}, the latter as often as needed. Once there is a
 * {@code --reach}, containers connect to no other port of this machine. The kubeconfig carries the
 * token and is for its owner only. A kill leaves its containers running for the next start to take
 * up; SIGTERM stops them.
 */
public final class ClusterProcess {

    private ClusterProcess() {}

    public static void main(String[] arguments) {
        ServerProcess.run("the cluster", arguments, ClusterProcess::start);
    }

    private static ServerProcess.Running start(ServerArguments given) {
        try {
            List<String> reach = given.all("reach");
            EmbeddedCluster cluster =
                    EmbeddedCluster.start(
                            given.data(),
                            given.port(),
                            reach.isEmpty()
                                    ? ClusterSettings.DEFAULT
                                    : ClusterSettings.DEFAULT.withContainersReaching(
                                            reach.stream()
                                                    .map(Integer::valueOf)
                                                    .collect(Collectors.toSet())));
            Optional<String> kubeconfig = given.option("kubeconfig-out");
            if (kubeconfig.isPresent()) {
                OwnersFile.write(Path.of(kubeconfig.get()), cluster.kubeconfig());
            }
            return () -> close(cluster);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static void close(EmbeddedCluster cluster) {
        try {
            cluster.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the cluster did not stop in order", e);
        }
    }
}
