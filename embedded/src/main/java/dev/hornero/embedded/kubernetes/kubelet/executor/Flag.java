// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every flag of the executor (osscontainertools Kaniko 1.28); what is unknown to it is refused. */
enum Flag {
    ANNOTATION(Kind.LIST),
    BUCKET(Kind.TEXT, "b"),
    BUILD_ARG(Kind.LIST),
    CACHE(Kind.SWITCH),
    CACHE_COPY_LAYERS(Kind.SWITCH),
    CACHE_DIR(Kind.TEXT),
    CACHE_REPO(Kind.TEXT),
    CACHE_RUN_LAYERS(Kind.SWITCH),
    CACHE_TTL(Kind.TEXT),
    CLEANUP(Kind.SWITCH),
    COMPRESSED_CACHING(Kind.SWITCH),
    COMPRESSION(Kind.TEXT),
    COMPRESSION_LEVEL(Kind.NUMBER),
    CONTEXT(Kind.TEXT, "c"),
    CONTEXT_SUB_PATH(Kind.TEXT),
    CREDENTIAL_HELPERS(Kind.LIST),
    CUSTOM_PLATFORM(Kind.TEXT),
    DESTINATION(Kind.LIST, "d"),
    DIGEST_FILE(Kind.TEXT),
    DOCKERFILE(Kind.TEXT, "f"),
    DRYRUN(Kind.SWITCH),
    FORCE(Kind.SWITCH),
    FORCE_BUILD_METADATA(Kind.SWITCH),
    GIT(Kind.TEXT),
    IGNORE_PATH(Kind.LIST),
    IGNORE_VAR_RUN(Kind.SWITCH),
    IMAGE_DOWNLOAD_RETRY(Kind.NUMBER),
    IMAGE_FORMAT(Kind.TEXT),
    IMAGE_FS_EXTRACT_RETRY(Kind.NUMBER),
    IMAGE_NAME_TAG_WITH_DIGEST_FILE(Kind.TEXT),
    IMAGE_NAME_WITH_DIGEST_FILE(Kind.TEXT),
    INSECURE(Kind.SWITCH),
    INSECURE_PULL(Kind.SWITCH),
    INSECURE_REGISTRY(Kind.LIST),
    KANIKO_DIR(Kind.TEXT),
    LABEL(Kind.LIST),
    LOG_FORMAT(Kind.TEXT),
    LOG_TIMESTAMP(Kind.SWITCH),
    MATERIALIZE(Kind.SWITCH),
    NO_PUSH(Kind.SWITCH),
    NO_PUSH_CACHE(Kind.SWITCH),
    OCI_LAYOUT_PATH(Kind.TEXT),
    PRE_CLEANUP(Kind.SWITCH),
    PRESERVE_CONTEXT(Kind.SWITCH),
    PUSH_IGNORE_IMMUTABLE_TAG_ERRORS(Kind.SWITCH),
    PUSH_RETRY(Kind.NUMBER),
    REGISTRY_CERTIFICATE(Kind.LIST),
    REGISTRY_CLIENT_CERT(Kind.LIST),
    REGISTRY_MAP(Kind.LIST),
    REGISTRY_MIRROR(Kind.LIST),
    REPRODUCIBLE(Kind.SWITCH),
    SECRET(Kind.LIST),
    SINGLE_SNAPSHOT(Kind.SWITCH),
    SKIP_DEFAULT_REGISTRY_FALLBACK(Kind.SWITCH),
    SKIP_PUSH_PERMISSION_CHECK(Kind.SWITCH),
    SKIP_TLS_VERIFY(Kind.SWITCH),
    SKIP_TLS_VERIFY_PULL(Kind.SWITCH),
    SKIP_TLS_VERIFY_REGISTRY(Kind.LIST),
    SKIP_UNUSED_STAGES(Kind.SWITCH),
    SNAPSHOT_MODE(Kind.TEXT),
    TAR_PATH(Kind.TEXT),
    TARGET(Kind.LIST),
    USE_NEW_RUN(Kind.SWITCH),
    VERBOSITY(Kind.TEXT, "v");

    /** What a flag takes. */
    enum Kind {
        TEXT,
        NUMBER,
        /** May be repeated. */
        LIST,
        /** Needs no value, and takes one only after an equals sign. */
        SWITCH
    }

    private final Kind kind;
    private final String shorthand;

    Flag(Kind kind) {
        this(kind, "");
    }

    Flag(Kind kind, String shorthand) {
        this.kind = kind;
        this.shorthand = shorthand;
    }

    static Optional<Flag> named(String name) {
        return Arrays.stream(values()).filter(flag -> flag.text().equals(name)).findFirst();
    }

    static Optional<Flag> shorthand(String letter) {
        return Arrays.stream(values())
                .filter(flag -> !letter.isEmpty() && flag.shorthand.equals(letter))
                .findFirst();
    }

    /** The name as it is written after two dashes. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Kind kind() {
        return kind;
    }

    /** What follows an error about flags. */
    static List<String> usage() {
        return Stream.of(
                        Stream.of("Usage:", "  executor [flags]", "", "Flags:"),
                        Arrays.stream(values()).map(Flag::usageLine),
                        Stream.of(""))
                .flatMap(lines -> lines)
                .collect(Collectors.toUnmodifiableList());
    }

    private String usageLine() {
        String letter = shorthand.isEmpty() ? "    " : "-" + shorthand + ", ";
        String value =
                switch (kind) {
                    case TEXT -> " string";
                    case NUMBER -> " int";
                    case LIST -> " multi-arg type";
                    case SWITCH -> "";
                };
        return "  " + letter + "--" + text() + value;
    }
}
