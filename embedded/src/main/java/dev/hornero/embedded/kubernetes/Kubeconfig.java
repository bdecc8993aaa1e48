// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import java.net.URI;
import java.util.Optional;

/** A kubeconfig that any Kubernetes client reads. */
final class Kubeconfig {

    private Kubeconfig() {}

    static String of(URI server, Optional<String> token) {
        return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: hornero
          cluster:
            server: %s
        contexts:
        - name: hornero
          context:
            cluster: hornero
            user: hornero
            namespace: default
        current-context: hornero
        users:
        - name: hornero
          user: %s
        """
                .formatted(server, token.map("{token: %s}"::formatted).orElse("{}"));
    }
}
