// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.git.GitCredential;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private final Secrets secrets =
            Secrets.of(Optional.of(new GitCredential.Basic("ada", "Hunter2")), "git.example.com");

    @Test
    void thePasswordIsBlottedInWhateverCaseItComesBack() {
        SourceException kept = secrets.keptFrom(failure("no HUNTER2, no hunter2hunter2", null));

        assertThat(kept.sentence()).isEqualTo("no …, no ……");
        assertThat(kept.reason()).isEqualTo(Reason.AUTH_FAILED);
        assertThat(kept.transientFailure()).isTrue();
        assertThat(kept.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void theHeaderIsBlotted() {
        assertThat(secrets.keptFrom(failure("Basic YWRhOkh1bnRlcjI=", null)).sentence())
                .isEqualTo("Basic …");
    }

    @Test
    void aTokenInTheUsersPlaceIsBlotted() {
        Secrets token =
                Secrets.of(Optional.of(new GitCredential.Basic("t0ken", "")), "git.example.com");

        assertThat(token.keptFrom(failure("no t0ken", null)).sentence()).isEqualTo("no …");
    }

    @Test
    void aCauseThatHoldsItIsLeftOut() {
        SourceException kept =
                secrets.keptFrom(failure("refused", new IOException(new IOException("Hunter2"))));

        assertThat(kept).hasMessage("refused").hasNoCause();
    }

    @Test
    void whatHoldsNoSecretStaysAsItIs() {
        SourceException clean = failure("refused", new IOException("by ada"));

        assertThat(secrets.keptFrom(clean)).isSameAs(clean);
    }

    private static SourceException failure(String sentence, Throwable cause) {
        return new SourceException(
                Reason.AUTH_FAILED, sentence, true, Optional.of(Duration.ofSeconds(3)), cause);
    }
}
