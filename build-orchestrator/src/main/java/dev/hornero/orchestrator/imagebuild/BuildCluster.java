// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.orchestrator.imagebuild.model.Build;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.ClusterRefusal;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.registry.ImageDestination;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster, asked itself and not a cache of it unless it says so. Whatever is asked twice is
 * done once. What will pass, such as an API server that is away, is thrown as the client throws it.
 */
public interface BuildCluster {
    /** What the cluster remembers of a ProjectEnv; an empty ledger where it does not know it. */
    Ledger ledger(String namespace, ProjectEnvId projectEnv) throws ClusterRefusal;

    /**
     * Whether the build of this sequence was let go or has ended: then its Job is never made again.
     * For the sake of a request it is taken from what is watched. That may be late, and a Job be
     * made again: nobody can let it go, for the ledger is written first, and the leader removes it.
     */
    boolean knows(String namespace, ProjectEnvId projectEnv, long sequence) throws ClusterRefusal;

    /** Writes a ledger if nobody has written it since it was read. */
    boolean store(Ledger ledger) throws ClusterRefusal;

    void remove(Ledger ledger);

    /** Makes the suspended Job and the Secret with the values, where they are not there yet. */
    void create(Build build, ImageDestination destination) throws ClusterRefusal;

    /** Makes the Secret with the values where the Job is there and the Secret is not. */
    void complete(Build build) throws ClusterRefusal;

    /** What the Job of a build is called, whether or not it is there. */
    String jobName(BuildRef build);

    /**
     * Makes what a launched build needs and lets its Job go, unless it was decided otherwise
     * meanwhile; then nothing runs and what was made goes with the Job.
     */
    void launch(
            BuildJob job,
            Optional<RegistryCredentials> registry,
            Optional<GitCredential> gitCredential)
            throws ClusterRefusal;

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
    Optional<Observation> look(Observation seen);

    /** Holds a Job again whose finalizer somebody took away before the build had ended. */
    void hold(BuildJob job);

    /** Lets the Job go whose end and log are published. */
    void letGo(BuildJob job);

    /** Deletes a Job that was let go, and with it all that it owns. */
    void delete(BuildJob job);

    /**
     * Deletes static volumes of builds that have no Job any more: whoever made them was stopped
     * between.
     *
     * @param building builds whose Jobs are known to be there
     */
    void removeOrphanVolumes(Set<BuildId> building);

    /** Whether a build still has a Job; asked before another one is started. */
    boolean exists(String namespace, BuildId build);
}
