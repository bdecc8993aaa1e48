// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.imagebuild;

import dev.hornero.console.page.Moment;
import dev.hornero.console.service.Build;
import dev.hornero.console.service.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way of a build through its phases, for its page. */
record Timeline(List<Stop> stops) {
    Timeline {
        stops = List.copyOf(stops);
    }

    /**
     * One phase.
     *
     * @param state done, current, open, or as the build ended: succeeded, failed, cancelled
     * @param took since the stop before; empty where it was not reached
     */
    record Stop(String label, String state, Moment time, String took) {}

    static Timeline of(Build build, Clock clock) {
        Build.Times times = build.times();
        List<Stop> stops = new ArrayList<>();
        Instant before = times.requested();
        stops.add(new Stop("requested", "done", Moment.of(times.requested(), clock), ""));
        record Reached(String label, Optional<Instant> time) {}
        for (Reached reached :
                List.of(
                        new Reached("scanned", times.scanned()),
                        new Reached("queued", times.queued().or(times::resolved)),
                        new Reached("launched", times.launched()),
                        new Reached("running", times.started()))) {
            if (reached.time().isPresent()) {
                stops.add(
                        new Stop(
                                reached.label(),
                                "done",
                                Moment.of(reached.time(), clock),
                                took(before, reached.time().get())));
                before = reached.time().get();
            } else if (!build.phase().isEnd()) {
                stops.add(new Stop(reached.label(), "open", new Moment("", ""), ""));
            }
        }
        stops.add(last(build, before, clock));
        return new Timeline(withCurrent(build, stops));
    }

    private static Stop last(Build build, Instant before, Clock clock) {
        Phase phase = build.phase();
        return phase.isEnd()
                ? new Stop(
                        phase.label(),
                        phase.label(),
                        Moment.of(build.times().ended(), clock),
                        build.times().ended().map(end -> took(before, end)).orElse(""))
                : new Stop("image pushed", "open", new Moment("", ""), "");
    }

    private static List<Stop> withCurrent(Build build, List<Stop> stops) {
        if (build.phase().isEnd()) {
            return stops;
        }
        int current = 0;
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).state().equals("done")) {
                current = i;
            }
        }
        List<Stop> marked = new ArrayList<>(stops);
        Stop stop = stops.get(current);
        String label = build.phase() == Phase.NEEDS_VALUES ? build.phase().label() : stop.label();
        marked.set(current, new Stop(label, "current", stop.time(), stop.took()));
        return marked;
    }

    private static String took(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        return duration.toSeconds() < 1 ? "at once" : "after " + Moment.length(duration);
    }
}
