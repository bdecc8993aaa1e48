// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

/** Why a build job failed; the list is closed, and each has a hint that a user can act on. */
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
