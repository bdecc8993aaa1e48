// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Commit;
import dev.hornero.events.Event;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.job.BuildJobCancelled;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.JobLocation;
import dev.hornero.events.scan.ArgEvidence;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.DockerfileContent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.events.scan.ScanFailureReason;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.publish.EventPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Speaks for the other services. */
final class Scanner {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private Scanner() {}

    static BuildArgument required(String name) {
        return argument(name, true);
    }

    /** One that may be left empty on purpose. */
    static BuildArgument soft(String name) {
        return argument(name, false);
    }

    private static BuildArgument argument(String name, boolean hard) {
        return new BuildArgument(
                name,
                Code.of(ArgRequirement.REQUIRED),
                Optional.of(Code.of(ArgEvidence.EXPLICIT)),
                hard,
                Optional.empty(),
                Optional.empty(),
                List.of(2),
                List.of(0),
                Optional.empty());
    }

    static BuildArgument optional(String name) {
        return new BuildArgument(
                name,
                Code.of(ArgRequirement.OPTIONAL),
                Optional.empty(),
                false,
                Optional.of("the default"),
                Optional.empty(),
                List.of(2),
                List.of(0),
                Optional.empty());
    }

    static ArgsRequired found(BuildRef build, BuildArgument... arguments) {
        return new ArgsRequired(
                build,
                new Commit(COMMIT, "Ada", Instant.parse("2026-03-01T12:00:00Z"), "Bake"),
                "Dockerfile",
                "sha256:" + "0".repeat(64),
                Arrays.asList(arguments),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** A scan that brings the Dockerfile, whose own verdicts then do not count. */
    static ArgsRequired found(BuildRef build, String dockerfile) {
        ArgsRequired none = found(build);
        return new ArgsRequired(
                build,
                none.commit(),
                none.dockerfilePath(),
                none.dockerfileDigest(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(DockerfileContent.of(dockerfile.getBytes(StandardCharsets.UTF_8))));
    }

    static ScanFailed failed(BuildRef build) {
        return new ScanFailed(
                build,
                Code.of(ScanFailureReason.BRANCH_NOT_FOUND),
                Optional.empty(),
                "There is no branch main. The default branch is master.");
    }

    static BuildJobFailed jobFailed(BuildRef build) {
        return new BuildJobFailed(
                build,
                new JobLocation("local", "builds", "build-1"),
                Code.of(BuildFailureReason.OOM_KILLED),
                "It ran out of memory.",
                BuildFailureReason.OOM_KILLED.hint(),
                Optional.empty(),
                Optional.empty());
    }

    static BuildJobCancelled jobCancelled(BuildRef build) {
        return new BuildJobCancelled(
                build, new JobLocation("local", "builds", "build-1"), "It was running.");
    }

    /** Publishes an event under an id of its own. */
    static void publish(EventPublisher publisher, Event event) {
        publish(publisher, UUID.randomUUID().toString(), event);
    }

    static void publish(EventPublisher publisher, String id, Event event) {
        publish(publisher, "scanner-service", id, event);
    }

    static void publish(EventPublisher publisher, String source, String id, Event event) {
        publisher
                .publish(
                        new Envelope<>(
                                id,
                                source,
                                Instant.parse("2026-03-01T12:00:00Z"),
                                Optional.empty(),
                                event))
                .toCompletableFuture()
                .join();
    }
}
