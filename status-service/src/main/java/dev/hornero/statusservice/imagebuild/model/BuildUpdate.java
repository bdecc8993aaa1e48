// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.imagebuild.BuildEvent;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.envelope.Envelope;

/** What one event changes in a build: the facts that it sets and an entry of the history. */
public record BuildUpdate(BuildFacts facts, HistoryEntry entry) {
    public BuildUpdate {
        requireNonNull(facts, "facts");
        requireNonNull(entry, "entry");
    }

    /** Of the event that asks for an initial build. */
    public static BuildUpdate ofInitial(Envelope<ProjectEnvCreated> envelope) {
        return new BuildUpdate(
                EventFacts.in(envelope).of(envelope.event()),
                HistoryEntry.of(envelope, EventText.of(envelope.event())));
    }

    /** Of an event between request and queue. */
    public static BuildUpdate ofBuild(Envelope<BuildEvent> envelope) {
        return new BuildUpdate(
                EventFacts.in(envelope).of(envelope.event()),
                HistoryEntry.of(envelope, EventText.of(envelope.event())));
    }

    /** Of a scan. */
    public static BuildUpdate ofScan(Envelope<ScanEvent> envelope) {
        return new BuildUpdate(
                EventFacts.in(envelope).of(envelope.event()),
                HistoryEntry.of(envelope, EventText.of(envelope.event())));
    }

    /** Of a build job. */
    public static BuildUpdate ofJob(Envelope<BuildJobEvent> envelope) {
        return new BuildUpdate(
                EventFacts.in(envelope).of(envelope.event()),
                HistoryEntry.of(envelope, EventText.of(envelope.event())));
    }
}
