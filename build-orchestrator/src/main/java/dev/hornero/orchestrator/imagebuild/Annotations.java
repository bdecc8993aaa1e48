// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

/**
 * Annotations of a build's Job. The orchestrator writes all of them and reads them back as {@link
 * dev.hornero.orchestrator.imagebuild.model.BuildJob}: the Job is all that it keeps of a build.
 */
final class Annotations {
    static final String BUILD_ID = "hornero.dev/build-id";
    static final String BUILD_NUMBER = "hornero.dev/build-number";
    static final String PROJECT = "hornero.dev/project";
    static final String ENVIRONMENT = "hornero.dev/environment";
    static final String PROJECT_ENV_ID = "hornero.dev/project-env-id";

    /** The id of the order that asked for the build, where one did. */
    static final String CAUSED_BY = "hornero.dev/caused-by";

    /** Within which source that id is unique, where it is known. */
    static final String CAUSED_BY_SOURCE = "hornero.dev/caused-by-source";

    /** The build's place among the builds of its ProjectEnv. */
    static final String SEQUENCE = "hornero.dev/sequence";

    static final String COMMIT = "hornero.dev/commit";
    static final String RESOLVED_AT = "hornero.dev/resolved-at";

    /** The git repository. */
    static final String REPOSITORY = "hornero.dev/repository";

    static final String REGISTRY = "hornero.dev/registry";
    static final String IMAGE = "hornero.dev/image";
    static final String TAGS = "hornero.dev/tags";
    static final String CACHE = "hornero.dev/cache";

    /** Sealed; opened when the build is released. */
    static final String GIT_CREDENTIAL = "hornero.dev/sealed-git-credential";

    /** Keys of the values Secret whose values no log may show. */
    static final String SECRET_VALUES = "hornero.dev/secret-values";

    /** The volume that the Job was made for: its size. */
    static final String VOLUME_SIZE = "hornero.dev/volume-size";

    /** The class of its volume, where it is not the default one. */
    static final String STORAGE_CLASS = "hornero.dev/storage-class";

    /** The directory that its volume is below, where volumes were static. */
    static final String VOLUME_HOST_PATH = "hornero.dev/volume-host-path";

    /** W3C trace context. */
    static final String TRACEPARENT = "hornero.dev/traceparent";

    /** The decision to end the build: {@code cancel} or the reason of a failure. */
    static final String VERDICT = "hornero.dev/verdict";

    /** Who asked for the end, or a sentence that says why it came. */
    static final String VERDICT_DETAIL = "hornero.dev/verdict-detail";

    /** Keeps the Job until the end of the build and of its log are published. */
    static final String FINALIZER = "hornero.dev/published";

    private Annotations() {}
}
