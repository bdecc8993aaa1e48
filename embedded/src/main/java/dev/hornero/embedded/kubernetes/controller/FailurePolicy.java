// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Job's {@code podFailurePolicy}: what one failed pod means; the first rule that fits says. */
final class FailurePolicy {

    /** What a failed pod means for its Job. */
    sealed interface Verdict {
        /** One more towards the backoff limit. */
        record Count() implements Verdict {}

        /** The Job has failed, independent of its backoff limit. */
        record FailJob(String message) implements Verdict {}
    }

    private FailurePolicy() {}

    static Verdict judge(Job job, Pod failed) {
        if (job.getSpec().getPodFailurePolicy() == null) {
            return new Verdict.Count();
        }
        List<PodFailurePolicyRule> rules = job.getSpec().getPodFailurePolicy().getRules();
        for (int i = 0; i < rules.size(); i++) {
            PodFailurePolicyRule rule = rules.get(i);
            Optional<String> match = match(rule, failed);
            if (match.isPresent()) {
                return verdict(rule, match.get(), i);
            }
        }
        return new Verdict.Count();
    }

    private static Verdict verdict(PodFailurePolicyRule rule, String match, int index) {
        return switch (rule.getAction()) {
            case "FailJob" ->
                    new Verdict.FailJob(
                            "%s matching FailJob rule at index %d".formatted(match, index));
            case String count -> new Verdict.Count();
        };
    }

    private static Optional<String> match(PodFailurePolicyRule rule, Pod pod) {
        return rule.getOnExitCodes() == null
                ? matchConditions(rule.getOnPodConditions(), pod)
                : matchExitCode(rule.getOnExitCodes(), pod);
    }

    private static Optional<String> matchExitCode(
            PodFailurePolicyOnExitCodesRequirement wanted, Pod pod) {
        return Stream.of(
                        pod.getStatus().getInitContainerStatuses(),
                        pod.getStatus().getContainerStatuses())
                .flatMap(List::stream)
                .flatMap(c ->
                        exitCode(c).filter(code -> fits(wanted, code)).stream()
                                .map(code -> sentence(c, pod, code)))
                .findFirst();
    }

    private static Optional<Integer> exitCode(ContainerStatus container) {
        return Optional.ofNullable(container.getState().getTerminated())
                .map(ContainerStateTerminated::getExitCode)
                .filter(code -> code != 0);
    }

    private static boolean fits(PodFailurePolicyOnExitCodesRequirement wanted, int code) {
        return wanted.getValues().contains(code) == wanted.getOperator().equals("In");
    }

    private static String sentence(ContainerStatus container, Pod pod, int code) {
        return "Container %s for pod %s/%s failed with exit code %d"
                .formatted(
                        container.getName(),
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        code);
    }

    private static Optional<String> matchConditions(
            List<PodFailurePolicyOnPodConditionsPattern> patterns, Pod pod) {
        for (PodFailurePolicyOnPodConditionsPattern pattern : patterns) {
            String status = pattern.getStatus() == null ? "True" : pattern.getStatus();
            for (PodCondition condition : pod.getStatus().getConditions()) {
                if (condition.getType().equals(pattern.getType())
                        && condition.getStatus().equals(status)) {
                    return Optional.of(
                            "Pod %s/%s has condition %s"
                                    .formatted(
                                            pod.getMetadata().getNamespace(),
                                            pod.getMetadata().getName(),
                                            condition.getType()));
                }
            }
        }
        return Optional.empty();
    }
}
