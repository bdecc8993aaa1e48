// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import dev.hornero.events.apikey.ApiKeyIssued;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.imagebuild.BuildOrderRefused;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.job.BuildJobCancelled;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobLaunched;
import dev.hornero.events.job.BuildJobProgressed;
import dev.hornero.events.job.BuildJobQueued;
import dev.hornero.events.job.BuildJobStarted;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.events.projectenv.ProjectEnvRefused;
import dev.hornero.events.request.BuildOrdered;
import dev.hornero.events.request.ProjectEnvAnnounced;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.ScanFailed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every type of event: its CloudEvents type, its topic and its record. */
public enum EventType {
    PROJECT_ENV_ANNOUNCED(Topic.REQUESTS, ProjectEnvAnnounced.class),
    BUILD_ORDERED(Topic.REQUESTS, BuildOrdered.class),
    PROJECT_ENV_CREATED(Topic.PROJECT_ENVS, ProjectEnvCreated.class),
    PROJECT_ENV_DELETED(Topic.PROJECT_ENVS, ProjectEnvDeleted.class),
    PROJECT_ENV_REFUSED(Topic.PROJECT_ENVS, ProjectEnvRefused.class),
    BUILD_REQUESTED(Topic.BUILDS, BuildRequested.class),
    BUILD_NEEDS_VALUES(Topic.BUILDS, BuildNeedsValues.class),
    ARGS_RESOLVED(Topic.BUILDS, ArgsResolved.class),
    BUILD_CANCEL_REQUESTED(Topic.BUILDS, BuildCancelRequested.class),
    BUILD_CANCELLED(Topic.BUILDS, BuildCancelled.class),
    BUILD_FAILED(Topic.BUILDS, BuildFailed.class),
    BUILD_ORDER_REFUSED(Topic.BUILDS, BuildOrderRefused.class),
    ARGS_REQUIRED(Topic.SCANS, ArgsRequired.class),
    SCAN_FAILED(Topic.SCANS, ScanFailed.class),
    BUILD_JOB_QUEUED(Topic.BUILD_JOBS, BuildJobQueued.class),
    BUILD_JOB_LAUNCHED(Topic.BUILD_JOBS, BuildJobLaunched.class),
    BUILD_JOB_STARTED(Topic.BUILD_JOBS, BuildJobStarted.class),
    BUILD_JOB_PROGRESSED(Topic.BUILD_JOBS, BuildJobProgressed.class),
    BUILD_JOB_SUCCEEDED(Topic.BUILD_JOBS, BuildJobSucceeded.class),
    BUILD_JOB_FAILED(Topic.BUILD_JOBS, BuildJobFailed.class),
    BUILD_JOB_CANCELLED(Topic.BUILD_JOBS, BuildJobCancelled.class),
    BUILD_LOG_APPENDED(Topic.BUILD_LOGS, BuildLogAppended.class),
    API_KEY_ISSUED(Topic.API_KEYS, ApiKeyIssued.class);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(EventType::typeName, Function.identity()));
    private static final Map<Class<?>, EventType> BY_RECORD =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(EventType::record, Function.identity()));

    private static final String PREFIX = "dev.hornero.";

    private final Topic topic;
    private final String eventName;
    private final int version;
    private final Class<? extends Event> eventRecord;

    EventType(Topic topic, Class<? extends Event> eventRecord) {
        this(topic, eventRecord.getSimpleName(), 1, eventRecord);
    }

    /** A version that is no mere growth of the one before it has a record of its own. */
    EventType(Topic topic, String eventName, int version, Class<? extends Event> eventRecord) {
        this.topic = topic;
        this.eventName = eventName;
        this.version = version;
        this.eventRecord = eventRecord;
    }

    /** The type of an event; every record of this module has one. */
    public static EventType of(Event event) {
        EventType type = BY_RECORD.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass() + " is no event of the contract");
        }
        return type;
    }

    /** Finds the type by its name as in {@code ce_type}. */
    public static Optional<EventType> byTypeName(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }

    /** The versions of an event that are known, by a type name of any version of it. */
    public static List<EventType> versionsOf(String typeName) {
        return Arrays.stream(values())
                .filter(type ->
                        typeName.matches(Pattern.quote(PREFIX + type.eventName) + "\\.v[0-9]+"))
                .toList();
    }

    /** As in {@code ce_type}, such as {@code dev.hornero.ProjectEnvCreated.v1}. */
    public String typeName() {
        return PREFIX + fileName();
    }

    /** Name and version, such as {@code ProjectEnvCreated.v1}; schema and sample are named so. */
    public String fileName() {
        return eventName + ".v" + version;
    }

    /** Which version of the event it is, from 1. A reader may know several. */
    public int version() {
        return version;
    }

    public Topic topic() {
        return topic;
    }

    public Class<? extends Event> record() {
        return eventRecord;
    }
}
