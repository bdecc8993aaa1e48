// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.orchestrator.imagebuild.model.Build;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.ClusterRejectionException;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.registry.ImageDestination;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster, asked itself and not a cache of it unless it says so. A request that is repeated is
 * carried out once. What will pass, such as an API server that is away, is thrown as the client
 * throws it.
 */
public interface BuildCluster {
    /** What the cluster remembers of a ProjectEnv; an empty ledger where it does not know it. */
    Ledger ledger(String namespace, ProjectEnvId projectEnv) throws ClusterRejectionException;

    /**
     * Whether the build of this sequence was released or has ended: then its Job is never created
     * again. For the sake of a request it is taken from what is watched. That may be late, and a
     * Job be created again: no instance can release it, for the ledger is written first, and the
     * leader removes it.
     */
    boolean knows(String namespace, ProjectEnvId projectEnv, long sequence)
            throws ClusterRejectionException;

    /** Writes a ledger if it is unchanged since it was read. */
    boolean store(Ledger ledger) throws ClusterRejectionException;

    void remove(Ledger ledger);

    /** Makes the suspended Job and the Secret with the values, where they are not there yet. */
    void create(Build build, ImageDestination destination) throws ClusterRejectionException;

    /** Makes the Secret with the values where the Job is there and the Secret is not. */
    void complete(Build build) throws ClusterRejectionException;

    /** What the Job of a build is called, whether or not it is there. */
    String jobName(BuildRef build);

    /**
     * Creates what a launched build needs and releases its Job, unless it was decided otherwise
     * meanwhile; then nothing runs and what was made goes with the Job.
     */
    void launch(
            BuildJob job,
            Optional<RegistryCredentials> registry,
            Optional<GitCredential> gitCredential)
            throws ClusterRejectionException;

    /** Writes a verdict onto the Job and stops its Pods; false if there is no such Job. */
    boolean decide(String namespace, BuildRef build, Verdict verdict);

    /** Stops the Pods of a Job that was deleted by hand. */
    void stopPods(Observation seen);

    /**
     * What the build's Pod was given that no log may show: its secret values and the registry's
     * credentials; empty when they are not there any more.
     */
    Optional<Set<String>> secretValues(BuildJob job);

    /**
     * The build with its Job and Pods as they are now, for what was seen may be old; empty when the
     * Job is not there any more or its end is published.
     */
    Optional<Observation> read(Observation seen);

    /** Adds the finalizer again to a Job that lost it before the build had ended. */
    void addFinalizer(BuildJob job);

    /** Removes the finalizer of a Job whose end and log are published. */
    void removeFinalizer(BuildJob job);

    /** Deletes a Job without our finalizer, and with it all that it owns. */
    void delete(BuildJob job);

    /**
     * Deletes static volumes of builds that have no Job any more: the instance that made them was
     * stopped between.
     *
     * @param building builds whose Jobs are known to be there
     */
    void removeOrphanVolumes(Set<BuildId> building);

    /** Whether a build still has a Job; asked before another one is started. */
    boolean exists(String namespace, BuildId build);
}
