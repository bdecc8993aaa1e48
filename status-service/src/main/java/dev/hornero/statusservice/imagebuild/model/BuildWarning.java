// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.scan.ScanWarning;
import java.util.Optional;

/**
 * Something of a build that works otherwise than it looks.
 *
 * @param code stable
 * @param about what to change where that is not wanted
 * @param line of the Dockerfile, if it is about that
 */
public record BuildWarning(String code, About about, Optional<Integer> line, String message) {
    /** What a warning is about. */
    public enum About {
        DOCKERFILE,
        VALUE,
        CHECKOUT,
        IMAGE
    }

    public BuildWarning {
        requireNonNull(code, "code");
        requireNonNull(about, "about");
        requireNonNull(line, "line");
        requireNonNull(message, "message");
    }

    /** Of a scan or an evaluation, which names no line where it is about a value. */
    static BuildWarning ofScan(ScanWarning warning) {
        return of(warning, warning.line().isPresent() ? About.DOCKERFILE : About.VALUE);
    }

    static BuildWarning ofCheckout(ScanWarning warning) {
        return of(warning, About.CHECKOUT);
    }

    static BuildWarning ofImage(ScanWarning warning) {
        return of(warning, About.IMAGE);
    }

    private static BuildWarning of(ScanWarning warning, About about) {
        return new BuildWarning(warning.code(), about, warning.line(), warning.message());
    }
}
