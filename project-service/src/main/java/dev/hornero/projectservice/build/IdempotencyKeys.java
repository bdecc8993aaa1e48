// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.Sealed;
import java.util.Optional;

/** Which requests were answered with which build. Kept for some days. */
public interface IdempotencyKeys {
    Optional<Use> find(ProjectEnvId projectEnv, String key);

    void add(ProjectEnvId projectEnv, String key, Use use);

    /**
     * A key's first use.
     *
     * @param digest of the request, sealed: values of few bits could be guessed from a bare one
     */
    record Use(Sealed digest, BuildId build) {}
}
