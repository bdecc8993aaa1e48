// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What containers of the checkout image run: the files beside this class. */
final class Scripts {
    static final String CHECKOUT = read("checkout.sh");
    static final String CLEAN_UP = read("clean-up.sh");

    private Scripts() {}

    private static String read(String name) {
        try (InputStream script = Scripts.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
