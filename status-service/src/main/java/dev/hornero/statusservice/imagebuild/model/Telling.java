// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.imagebuild.BuildEvent;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.envelope.Envelope;

/** What one event means for a build: the facts it sets and a line in the build's history. */
public record Telling(BuildFacts facts, Moment moment) {
    public Telling {
        requireNonNull(facts, "facts");
        requireNonNull(moment, "moment");
    }

    /** Of the event that asks for an initial build. */
    public static Telling ofInitial(Envelope<ProjectEnvCreated> envelope) {
        return new Telling(
                EventFacts.in(envelope).of(envelope.event()),
                Moment.of(envelope, EventText.of(envelope.event())));
    }

    /** Of an event between request and queue. */
    public static Telling ofBuild(Envelope<BuildEvent> envelope) {
        return new Telling(
                EventFacts.in(envelope).of(envelope.event()),
                Moment.of(envelope, EventText.of(envelope.event())));
    }

    /** Of a scan. */
    public static Telling ofScan(Envelope<ScanEvent> envelope) {
        return new Telling(
                EventFacts.in(envelope).of(envelope.event()),
                Moment.of(envelope, EventText.of(envelope.event())));
    }

    /** Of a build job. */
    public static Telling ofJob(Envelope<BuildJobEvent> envelope) {
        return new Telling(
                EventFacts.in(envelope).of(envelope.event()),
                Moment.of(envelope, EventText.of(envelope.event())));
    }
}
