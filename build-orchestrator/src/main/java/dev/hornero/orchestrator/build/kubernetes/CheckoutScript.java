// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the init container runs: {@code checkout.sh}, beside this class. */
final class CheckoutScript {
    static final String TEXT = read();

    private CheckoutScript() {}

    private static String read() {
        try (InputStream script = CheckoutScript.class.getResourceAsStream("checkout.sh")) {
            return new String(
                    Objects.requireNonNull(script, "checkout.sh").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
