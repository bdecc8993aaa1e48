// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

/** Why a build failed; the list may grow, and each has a hint that a user can act on. */
public enum BuildFailureReason {
    OOM_KILLED("Give the ProjectEnv more memory, or make the layer smaller that was being built."),
    IMAGE_PULL_FAILED("The cluster cannot pull the executor or checkout image: ask its operator."),
    BASE_IMAGE_NOT_FOUND("Check the FROM line's image name and tag, and that it may be pulled."),
    PUSH_DENIED("The registry refused the push: ask the operator to check its credentials."),
    MISSING_ARG("Give the build argument a value and build again."),
    DOCKERFILE_STEP_FAILED("Read the end of the log: the command itself failed."),
    CHECKOUT_FAILED("Check the repository, the commit and the git credential."),
    OUT_OF_DISK("The build needs more room: ask for a larger build volume, or copy less."),
    TIMED_OUT("Raise the ProjectEnv's timeout, or make the build shorter."),
    UNSCHEDULABLE("No node has room or matches: ask for less, or check selector and tolerations."),
    EVICTED("The node took the build's place back: build again."),
    NAMESPACE_NOT_ALLOWED(
            "The environment's namespace is not among the cluster's build namespaces."),
    EXPIRED("The build waited too long for something that never came: build again."),
    RIGHTS_MISSING(
            "Ask the cluster's operator to give Hornero's service account the right that is named."),
    POD_REFUSED("Ask the cluster's operator: its admission rules refuse the build's Pod."),
    NO_STORAGE_CLASS(
            "Ask the cluster's operator for a default storage class, or to set a storage class or"
                    + " a host path for build volumes."),
    REGISTRY_UNREACHABLE(
            "The registry does not answer: ask the operator to check its address and the network."),
    VALUES_TOO_LARGE("Make the values shorter, or put what is large into the repository."),
    VALUES_UNUSABLE("Correct the value that the line reads, and build again."),
    DOCKERFILE_NOT_BUILDABLE(
            "Correct what the message names: the Dockerfile, or what it takes from the build"
                    + " context."),
    GIVEN_UP("Ask the operator to look at the dead letter that is named, then build again."),
    UNKNOWN("Read the log; if it does not say, ask the operator for the Job's events.");

    private final String hint;

    BuildFailureReason(String hint) {
        this.hint = hint;
    }

    /** What a user can do about it. */
    public String hint() {
        return hint;
    }
}
