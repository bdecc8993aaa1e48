// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.soak;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every change of Jobs and Pods of a namespace, in the order in which the server made it. */
final class JobHistory implements AutoCloseable {
    private static final String PROJECT_ENV = "hornero.dev/project-env-id";
    private static final String BUILD = "hornero.dev/build-id";
    private static final String INSTANCE = "app.kubernetes.io/instance";

    private record Change(long version, boolean gone, HasMetadata object) {}

    private final List<Change> changes = Collections.synchronizedList(new ArrayList<>());
    private final List<Watch> watches;
    private volatile @Nullable WatcherException broken;

    JobHistory(KubernetesClient client, String namespace) {
        watches =
                List.of(
                        client.batch().v1().jobs().inNamespace(namespace).watch(recorder()),
                        client.pods().inNamespace(namespace).watch(recorder()));
    }

    private <T extends HasMetadata> Watcher<T> recorder() {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                if (action == Action.BOOKMARK) {
                    return;
                }
                changes.add(
                        new Change(
                                Long.parseLong(object.getMetadata().getResourceVersion()),
                                action == Action.DELETED,
                                object));
            }

            @Override
            public void onClose(WatcherException cause) {
                broken = cause;
            }
        };
    }

    int size() {
        return changes.size();
    }

    /** Uids of all Jobs that builds ever had, by the build's id. */
    Map<String, Set<String>> jobs() {
        return replayed().stream()
                .map(Change::object)
                .filter(Job.class::isInstance)
                .collect(
                        Collectors.groupingBy(
                                job -> label(job, BUILD),
                                Collectors.mapping(
                                        job -> job.getMetadata().getUid(), Collectors.toSet())));
    }

    /** The most Jobs that could run at one time. */
    int mostAtOnce() {
        Replay replay = new Replay();
        return replayed().stream()
                .mapToInt(change -> replay.after(change).runningInAll())
                .max()
                .orElse(0);
    }

    /** Each two or more Jobs of one ProjectEnv that could run at one time. */
    Set<String> together() {
        Replay replay = new Replay();
        Set<String> found = new TreeSet<>();
        for (Change change : replayed()) {
            List<String> running =
                    replay.after(change).running(label(change.object(), PROJECT_ENV));
            if (running.size() > 1) {
                found.add(String.join(" and ", running));
            }
        }
        return found;
    }

    private List<Change> replayed() {
        if (broken != null) {
            throw new IllegalStateException("a watch broke: the history has gaps", broken);
        }
        synchronized (changes) {
            return changes.stream().sorted(Comparator.comparingLong(Change::version)).toList();
        }
    }

    /** What there was after each change. */
    private static final class Replay {
        private final Map<String, Job> jobs = new HashMap<>();
        private final Map<String, Pod> pods = new HashMap<>();

        Replay after(Change change) {
            switch (change.object()) {
                case Job job when change.gone() -> jobs.remove(job.getMetadata().getUid());
                case Job job -> jobs.put(job.getMetadata().getUid(), job);
                case Pod pod when change.gone() -> pods.remove(pod.getMetadata().getUid());
                case Pod pod -> pods.put(pod.getMetadata().getUid(), pod);
                case HasMetadata other -> throw new IllegalStateException(other.getKind());
            }
            return this;
        }

        List<String> running(String projectEnv) {
            return jobs.values().stream()
                    .filter(job -> label(job, PROJECT_ENV).equals(projectEnv))
                    .filter(this::mayRun)
                    .map(job -> job.getMetadata().getName())
                    .sorted()
                    .toList();
        }

        int runningInAll() {
            return Math.toIntExact(jobs.values().stream().filter(this::mayRun).count());
        }

        /** Something of it lives, or the Job controller may begin something. */
        private boolean mayRun(Job job) {
            Collection<Pod> own =
                    pods.values().stream()
                            .filter(pod -> label(pod, INSTANCE).equals(label(job, INSTANCE)))
                            .toList();
            boolean letGo =
                    !Boolean.TRUE.equals(job.getSpec().getSuspend())
                            && job.getStatus().getConditions().stream()
                                    .noneMatch(c ->
                                            Set.of("Complete", "Failed").contains(c.getType()));
            return own.isEmpty() ? letGo : own.stream().anyMatch(pod -> !isOver(pod));
        }

        private static boolean isOver(Pod pod) {
            return Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
        }
    }

    private static String label(HasMetadata object, String name) {
        return object.getMetadata().getLabels().getOrDefault(name, "");
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
