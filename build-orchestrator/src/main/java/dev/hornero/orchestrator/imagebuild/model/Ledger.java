// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the cluster remembers of a ProjectEnv's builds when their Jobs are gone. It is written by
 * compare-and-set on its version, so that of two who would start a build one fails.
 *
 * @param version of the stored ledger; absent before it is stored first
 * @param released the highest sequence that was ever released; 0 for none
 * @param running the build that was released last, whether or not it still runs
 * @param endedAhead sequences above {@code released} whose builds ended in the queue
 * @param deletedAt when the ProjectEnv was deleted
 */
public record Ledger(
        ProjectEnvId projectEnv,
        String namespace,
        Optional<String> version,
        long released,
        Optional<Running> running,
        Optional<Instant> releasedAt,
        Set<Long> endedAhead,
        Optional<Instant> deletedAt) {
    public Ledger {
        requireNonNull(projectEnv, "projectEnv");
        requireNonNull(namespace, "namespace");
        requireNonNull(version, "version");
        requireNonNull(running, "running");
        requireNonNull(releasedAt, "releasedAt");
        endedAhead = Set.copyOf(endedAhead);
        requireNonNull(deletedAt, "deletedAt");
    }

    /**
     * A build that was released.
     *
     * @param uid of its Job, so that one made again by mistake is not taken for it
     */
    public record Running(BuildId build, String uid) {
        public Running {
            requireNonNull(build, "build");
            requireNonNull(uid, "uid");
        }
    }

    /** The ledger of a ProjectEnv of which nothing has run. */
    public static Ledger empty(ProjectEnvId projectEnv, String namespace) {
        return new Ledger(
                projectEnv,
                namespace,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    /** Whether the build of this sequence was released or has ended: it is never started again. */
    public boolean knows(long sequence) {
        return sequence <= released || endedAhead.contains(sequence);
    }

    /** Whether this Job was released, or was about to be. */
    public boolean isRunning(BuildJob job) {
        return running.filter(r -> r.uid().equals(job.uid())).isPresent();
    }

    /** The ledger once a build is released. */
    public Ledger release(BuildJob job, Instant now) {
        return new Ledger(
                projectEnv,
                namespace,
                version,
                Math.max(released, job.sequence()),
                Optional.of(new Running(job.build().id(), job.uid())),
                Optional.of(now),
                above(Math.max(released, job.sequence())),
                deletedAt);
    }

    /** The ledger once a build has ended without having been released. */
    public Ledger end(long sequence) {
        if (knows(sequence)) {
            return this;
        }
        Set<Long> ended = new TreeSet<>(endedAhead);
        ended.add(sequence);
        return new Ledger(
                projectEnv, namespace, version, released, running, releasedAt, ended, deletedAt);
    }

    /** The ledger once the ProjectEnv is deleted. */
    public Ledger delete(Instant now) {
        return new Ledger(
                projectEnv,
                namespace,
                version,
                released,
                running,
                releasedAt,
                endedAhead,
                Optional.of(deletedAt.orElse(now)));
    }

    private Set<Long> above(long sequence) {
        return endedAhead.stream().filter(s -> s > sequence).collect(Collectors.toSet());
    }
}
