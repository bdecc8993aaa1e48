// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanRequest;
import dev.hornero.events.AcceptedBuild;
import dev.hornero.events.Sealed;
import dev.hornero.events.Source;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.git.GitCredential;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceRequest;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads the Dockerfile of a build and says what it needs. */
@Singleton
final class Scan {
    private static final Logger LOG = Logger.getLogger(Scan.class);

    private final Dockerfiles dockerfiles;
    private final Seals seals;
    private final MeterRegistry meters;
    private final DockerfileScanner scanner = DockerfileScanner.withDefaults();

    Scan(Dockerfiles dockerfiles, Seals seals, MeterRegistry meters) {
        this.dockerfiles = dockerfiles;
        this.seals = seals;
        this.meters = meters;
    }

    /** Always an answer: what cannot be read is one, too. Blocks while reading. */
    ScanEvent answer(AcceptedBuild build, ScanTrace trace) throws InterruptedException {
        Timer.Sample time = Timer.start(meters);
        ScanEvent answer = read(build, trace);
        String outcome = outcome(answer);
        time.stop(
                Timer.builder("hornero.scan")
                        .description("From the request to the answer of a scan")
                        .tag("outcome", outcome)
                        .register(meters));
        trace.outcome(outcome);
        LOG.infof(
                "Scan ended buildId=%s projectEnv=%s outcome=%s",
                build.build().id(), build.subject(), outcome);
        return answer;
    }

    private ScanEvent read(AcceptedBuild build, ScanTrace trace) throws InterruptedException {
        Source source = build.source();
        try {
            GitAddress.ofRepository(source.repository());
        } catch (IllegalArgumentException e) {
            return ScanAnswers.addressUnclear(build.build(), String.valueOf(e.getMessage()));
        }
        Optional<GitCredential> credential;
        try {
            credential = credential(build);
        } catch (UnsealException | IllegalArgumentException e) {
            LOG.errorf(
                    "Git credential does not open buildId=%s reason=%s",
                    build.build().id(), e.getMessage());
            return ScanAnswers.credentialUnreadable(build.build());
        }
        try {
            SourceFile file =
                    dockerfiles.read(
                            new SourceRequest(
                                    source.repository(),
                                    Optional.of(source.branch()),
                                    source.commit(),
                                    source.dockerfilePath(),
                                    Optional.of(source.contextPath()),
                                    credential),
                            build.build().id(),
                            trace);
            return ScanAnswers.of(build.build(), file, parsed(file, source, trace));
        } catch (SourceException e) {
            if (e.getCause() instanceof RuntimeException bug) {
                LOG.errorf(
                        bug, "Read met what it does not understand buildId=%s", build.build().id());
            }
            return ScanAnswers.of(build.build(), e);
        }
    }

    private DockerfileScan parsed(SourceFile file, Source source, ScanTrace trace) {
        Span step = trace.step("parse Dockerfile");
        try {
            return scanner.scanForValues(
                    file.content(), new ScanRequest(source.target(), Map.of()));
        } finally {
            step.end();
        }
    }

    private Optional<GitCredential> credential(AcceptedBuild build) throws UnsealException {
        Optional<Sealed> sealed = build.source().gitCredential();
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        Purpose purpose =
                Purpose.gitCredential(build.build().projectEnv().id(), build.source().repository());
        var opened =
                seals.open(sealed.get(), purpose, dev.hornero.messaging.seal.GitCredential.class);
        return Optional.of(
                switch (opened) {
                    case dev.hornero.messaging.seal.GitCredential.Token(var token) ->
                            new GitCredential.Token(token);
                    case dev.hornero.messaging.seal.GitCredential.Basic(var user, var password) ->
                            new GitCredential.Basic(user, password);
                    case dev.hornero.messaging.seal.GitCredential.SshKey(
                                    var key,
                                    var passphrase,
                                    var knownHosts) ->
                            new GitCredential.SshKey(key, passphrase, knownHosts);
                });
    }

    private static String outcome(ScanEvent answer) {
        return switch (answer) {
            case ArgsRequired _ -> "READ";
            case ScanFailed failed -> failed.reason().text();
        };
    }
}
