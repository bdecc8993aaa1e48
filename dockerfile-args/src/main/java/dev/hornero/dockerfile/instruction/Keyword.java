// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The instructions of the language. */
enum Keyword {
    ADD,
    ARG,
    CMD,
    COPY,
    ENTRYPOINT,
    ENV,
    EXPOSE,
    FROM,
    HEALTHCHECK,
    LABEL,
    MAINTAINER,
    ONBUILD,
    RUN,
    SHELL,
    STOPSIGNAL,
    USER,
    VOLUME,
    WORKDIR;

    static final List<String> NAMES = Arrays.stream(values()).map(Keyword::name).toList();

    private static final Map<String, Keyword> BY_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    keyword -> keyword.name().toLowerCase(Locale.ROOT),
                                    Function.identity()));

    /** In any case. */
    static Optional<Keyword> of(String word) {
        return Optional.ofNullable(BY_NAME.get(word.toLowerCase(Locale.ROOT)));
    }

    boolean takesHeredocs() {
        return this == RUN || this == COPY || this == ADD;
    }
}
