// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The flags of Kaniko that Hornero passes; any other is refused. */
enum Flag {
    BUILD_ARG(Kind.LIST),
    CACHE(Kind.SWITCH),
    /** Taken and ignored, as all that is about layers: none is cached. */
    CACHE_REPO(Kind.TEXT),
    COMPRESSED_CACHING(Kind.SWITCH),
    CONTEXT(Kind.TEXT),
    DESTINATION(Kind.LIST),
    DIGEST_FILE(Kind.TEXT),
    DOCKERFILE(Kind.TEXT),
    INSECURE_REGISTRY(Kind.LIST),
    SECRET(Kind.LIST),
    SKIP_TLS_VERIFY_REGISTRY(Kind.LIST),
    TARGET(Kind.TEXT);

    /** What a flag takes. */
    enum Kind {
        TEXT,
        /** May be repeated. */
        LIST,
        /** Needs no value, and takes one only after an equals sign. */
        SWITCH
    }

    private final Kind kind;

    Flag(Kind kind) {
        this.kind = kind;
    }

    static Optional<Flag> named(String name) {
        return Arrays.stream(values()).filter(flag -> flag.text().equals(name)).findFirst();
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
        String value =
                switch (kind) {
                    case TEXT -> " string";
                    case LIST -> " multi-arg type";
                    case SWITCH -> "";
                };
        return "      --" + text() + value;
    }
}
