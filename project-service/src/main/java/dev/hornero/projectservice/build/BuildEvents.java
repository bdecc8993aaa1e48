// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.Image;
import dev.hornero.events.Source;
import dev.hornero.events.build.ArgsResolved;
import dev.hornero.events.build.BuildCancelRequested;
import dev.hornero.events.build.BuildCancelled;
import dev.hornero.events.build.BuildNeedsValues;
import dev.hornero.events.build.BuildRequested;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.projectservice.args.Resolution;
import dev.hornero.projectservice.credential.CredentialSeals;
import dev.hornero.projectservice.environment.Environment;
import dev.hornero.projectservice.environment.Environments;
import dev.hornero.projectservice.projectenv.ProjectEnv;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** The events of a build, with what is secret sealed for whoever reads them. */
@ApplicationScoped
class BuildEvents {
    private final Environments environments;
    private final CredentialSeals credentials;
    private final Seals seals;

    BuildEvents(Environments environments, CredentialSeals credentials, Seals seals) {
        this.environments = environments;
        this.credentials = credentials;
        this.seals = seals;
    }

    ProjectEnvCreated created(ProjectEnv projectEnv, Build build) {
        Environment stage = stage(projectEnv);
        return new ProjectEnvCreated(
                build.ref(projectEnv),
                stage.cluster(),
                stage.namespace(),
                source(projectEnv, build, Recipient.scanner()),
                image(projectEnv, build),
                build.input().cache(),
                build.origin().requestedBy());
    }

    BuildRequested requested(ProjectEnv projectEnv, Build build) {
        Environment stage = stage(projectEnv);
        return new BuildRequested(
                build.ref(projectEnv),
                stage.cluster(),
                stage.namespace(),
                source(projectEnv, build, Recipient.scanner()),
                image(projectEnv, build),
                build.input().cache(),
                build.origin().cause(),
                build.origin().requestedBy(),
                build.origin().rebuildOf());
    }

    BuildNeedsValues needsValues(ProjectEnv projectEnv, Build build, List<String> missing) {
        return new BuildNeedsValues(build.ref(projectEnv), missing);
    }

    ArgsResolved resolved(
            ProjectEnv projectEnv,
            Build build,
            Finding finding,
            Resolution.Resolved resolved,
            long sequence) {
        Environment stage = stage(projectEnv);
        Recipient cluster = Recipient.cluster(stage.cluster());
        return new ArgsResolved(
                build.ref(projectEnv),
                sequence,
                stage.cluster(),
                stage.namespace(),
                finding.commit(),
                source(projectEnv, build, cluster),
                image(projectEnv, build),
                seals.seal(cluster, Purpose.argValues(projectEnv.id()), resolved.values()),
                resolved.secrets()
                        .map(values ->
                                seals.seal(cluster, Purpose.buildSecrets(projectEnv.id()), values)),
                projectEnv.settings().resources(),
                projectEnv.settings().placement(),
                build.input().cache(),
                projectEnv.settings().timeout());
    }

    BuildCancelRequested cancelRequested(ProjectEnv projectEnv, Build build, String by) {
        Environment stage = stage(projectEnv);
        return new BuildCancelRequested(
                build.ref(projectEnv), stage.cluster(), stage.namespace(), by);
    }

    BuildCancelled cancelled(ProjectEnv projectEnv, Build build, String by) {
        return new BuildCancelled(build.ref(projectEnv), by);
    }

    private Environment stage(ProjectEnv projectEnv) {
        return environments.find(projectEnv.environment()).orElseThrow();
    }

    private Source source(ProjectEnv projectEnv, Build build, Recipient reader) {
        BuildInput input = build.input();
        return new Source(
                input.repository(),
                input.branch(),
                input.commit(),
                input.dockerfilePath(),
                input.contextPath(),
                input.target(),
                credentials.sealFor(
                        reader, projectEnv.id(), input.repository(), input.gitCredential()));
    }

    private static Image image(ProjectEnv projectEnv, Build build) {
        return new Image(
                projectEnv.imageRepository(),
                Stream.of(build.input().tag(), "build-" + build.number()).distinct().toList());
    }
}
