// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Commit;
import dev.hornero.events.Image;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.Source;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.Placement;
import dev.hornero.events.imagebuild.Resources;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Builds of one ProjectEnv as project-service would resolve them, one after another. */
public final class OrderedBuilds {
    private final Seals seals;
    private final ProjectEnvRef projectEnv;
    private final String namespace;
    private int number;

    public OrderedBuilds(Seals seals) {
        this(seals, OrchestratorProfile.NAMESPACE);
    }

    public OrderedBuilds(Seals seals, String namespace) {
        this.seals = seals;
        this.namespace = namespace;
        String unique = UUID.randomUUID().toString().substring(0, 8);
        this.projectEnv =
                new ProjectEnvRef(new ProjectEnvId(UUID.randomUUID()), "shop-" + unique, "prod");
    }

    public ProjectEnvRef projectEnv() {
        return projectEnv;
    }

    /** The next build, of a repository that is never read, with these values, all secret. */
    public ArgsResolved next(Map<String, String> secretValues) {
        return next(
                "https://git.example.com/acme/shop.git",
                "3b18e512dba79e4c8300dd08aeb37f8e728b8dad",
                secretValues);
    }

    /** The next build, of a commit. */
    public ArgsResolved next(String repository, String commit, Map<String, String> secretValues) {
        Map<String, ArgValue> values = new LinkedHashMap<>();
        secretValues.forEach((name, value) -> values.put(name, new ArgValue(value, true)));
        number++;
        return new ArgsResolved(
                new BuildRef(new BuildId(UUID.randomUUID()), number, projectEnv),
                number,
                "local",
                namespace,
                new Commit(commit, "Ada", Instant.EPOCH, "Sell shoes"),
                new Source(
                        repository,
                        "prod",
                        Optional.empty(),
                        "Dockerfile",
                        ".",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Image(projectEnv.name(), List.of("latest")),
                seals.seal(
                        Recipient.cluster("local"),
                        Purpose.argValues(projectEnv.id()),
                        ArgValues.of(values)),
                Optional.empty(),
                Resources.DEFAULT,
                Placement.ANYWHERE,
                false,
                Duration.ofHours(1),
                Optional.empty());
    }
}
