// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.messaging.delivery.PassingFailure;
import dev.hornero.orchestrator.imagebuild.model.AdmissionMessage;
import dev.hornero.orchestrator.imagebuild.model.ClusterRejectionException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.stream.Stream;

/** Which failures of the API server pass by themselves, and what the others mean to a user. */
@Singleton
final class KubernetesFailure implements PassingFailure {
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int INVALID = 422;
    static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    @Override
    public boolean passes(Throwable failure) {
        return failure instanceof KubernetesClientException answer && isPassing(answer);
    }

    /**
     * No answer has code 0, and so has an object of ours that has no JSON; a token that was rotated
     * is refused once with 401.
     */
    static boolean isPassing(KubernetesClientException failure) {
        int code = failure.getCode();
        return (code <= 0 && !(failure.getCause() instanceof JsonProcessingException))
                || code == UNAUTHORIZED
                || code == CONFLICT
                || code == TOO_MANY
                || code >= SERVER;
    }

    /** Whether a right is missing, as a client says it that was asked for a result later. */
    static boolean isForbidden(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(one ->
                        one instanceof KubernetesClientException answer
                                && answer.getCode() == FORBIDDEN);
    }

    /** A refusal that stays, as a sentence; a passing failure is thrown as it is. */
    static ClusterRejectionException refusal(String what, KubernetesClientException failure) {
        if (isPassing(failure)) {
            throw failure;
        }
        String said =
                failure.getStatus() == null || failure.getStatus().getMessage() == null
                        ? "code " + failure.getCode()
                        : failure.getStatus().getMessage();
        if (failure.getCode() == NOT_FOUND) {
            return new ClusterRejectionException(
                    BuildFailureReason.NAMESPACE_NOT_ALLOWED,
                    "The build's namespace does not exist: " + said,
                    false,
                    failure);
        }
        // Rules of the cluster answer with the same code as a right that is missing.
        return failure.getCode() == FORBIDDEN && !AdmissionMessage.isByRule(said)
                ? new ClusterRejectionException(
                        BuildFailureReason.RIGHTS_MISSING,
                        "The orchestrator may not make the build's %s: %s".formatted(what, said),
                        false,
                        failure)
                : new ClusterRejectionException(
                        BuildFailureReason.POD_REFUSED,
                        "The cluster refuses the build's %s: %s".formatted(what, said),
                        AdmissionMessage.isQuota(said),
                        failure);
    }
}
