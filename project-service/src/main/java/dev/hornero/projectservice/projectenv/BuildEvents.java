// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.Code;
import dev.hornero.events.Image;
import dev.hornero.events.Sealed;
import dev.hornero.events.Source;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.projectservice.credential.CredentialSeals;
import dev.hornero.projectservice.environment.Environment;
import dev.hornero.projectservice.environment.Environments;
import dev.hornero.projectservice.projectenv.model.ArgResolution;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildFailure;
import dev.hornero.projectservice.projectenv.model.BuildInput;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import dev.hornero.projectservice.projectenv.model.ScanResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The events of a build, with what is secret sealed for their readers. */
@ApplicationScoped
class BuildEvents {
    private static final Logger LOG = Logger.getLogger(BuildEvents.class);

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
                Code.of(build.origin().cause()),
                build.origin().requestedBy(),
                build.origin().rebuildOf());
    }

    BuildNeedsValues needsValues(
            ProjectEnv projectEnv, Build build, ArgResolution.Missing missing) {
        return new BuildNeedsValues(build.ref(projectEnv), missing.names(), missing.evaluation());
    }

    ArgsResolved resolved(
            ProjectEnv projectEnv,
            Build build,
            ScanResult scan,
            ArgResolution.Complete args,
            long sequence) {
        Environment stage = stage(projectEnv);
        Recipient cluster = Recipient.cluster(stage.cluster());
        return new ArgsResolved(
                build.ref(projectEnv),
                sequence,
                stage.cluster(),
                stage.namespace(),
                scan.commit(),
                sourceForTheCluster(projectEnv, build, cluster),
                image(projectEnv, build),
                sealed(() ->
                        seals.seal(cluster, Purpose.argValues(projectEnv.id()), args.values())),
                args.secrets()
                        .map(values ->
                                sealed(() ->
                                        seals.seal(
                                                cluster,
                                                Purpose.buildSecrets(projectEnv.id()),
                                                values))),
                projectEnv.settings().resources(),
                projectEnv.settings().placement(),
                build.input().cache(),
                projectEnv.settings().timeout(),
                args.evaluation());
    }

    BuildCancelRequested cancelRequested(ProjectEnv projectEnv, Build build, String by) {
        Environment stage = stage(projectEnv);
        return new BuildCancelRequested(
                build.ref(projectEnv), stage.cluster(), stage.namespace(), by);
    }

    BuildCancelled cancelled(ProjectEnv projectEnv, Build build, String by) {
        return new BuildCancelled(build.ref(projectEnv), by);
    }

    BuildFailed failed(ProjectEnv projectEnv, Build build, BuildFailure failure) {
        return new BuildFailed(
                build.ref(projectEnv),
                Code.of(failure.reason()),
                failure.message(),
                failure.hint());
    }

    private Environment stage(ProjectEnv projectEnv) {
        return environments.find(projectEnv.environment()).orElseThrow();
    }

    private Source source(ProjectEnv projectEnv, Build build, Recipient reader) {
        BuildInput input = build.input();
        return source(
                input,
                sealed(() ->
                        credentials.sealFor(
                                reader,
                                projectEnv.id(),
                                input.repository(),
                                input.gitCredential())));
    }

    /**
     * An administrator may have changed what the credential is for since the scan. Then it is not
     * sent, and the checkout says that the repository asks for one.
     */
    private Source sourceForTheCluster(ProjectEnv projectEnv, Build build, Recipient cluster) {
        try {
            return source(projectEnv, build, cluster);
        } catch (ProblemException e) {
            LOG.warnf(
                    "Build goes on without its git credential buildId=%s reason=%s",
                    build.id(), e.document().detail());
            return source(build.input(), Optional.empty());
        }
    }

    private static Source source(BuildInput input, Optional<Sealed> credential) {
        return new Source(
                input.repository(),
                input.branch(),
                input.commit(),
                input.dockerfilePath(),
                input.contextPath(),
                input.target(),
                credential,
                Optional.of(input.checkout()));
    }

    /**
     * Found out when a build is asked for, and not when it has all its values.
     *
     * @throws UnsealableException if the build's values could not be sealed for its cluster
     */
    void requireKeyOfCluster(Environment stage) {
        sealed(() -> seals.seal(Recipient.cluster(stage.cluster()), new Purpose("probe"), ""));
    }

    /** A key is missing, or what was sealed with another one cannot be opened. */
    private static <T> T sealed(Supplier<T> sealing) {
        try {
            return sealing.get();
        } catch (IllegalStateException e) {
            throw new UnsealableException(
                    "Hornero cannot seal something for its reader: " + e.getMessage(), e);
        }
    }

    private static Image image(ProjectEnv projectEnv, Build build) {
        return new Image(
                projectEnv.imageRepository(),
                Stream.of(build.input().tag(), "build-" + build.number()).distinct().toList());
    }
}
