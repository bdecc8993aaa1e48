// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitCredentialTest {

    @Test
    void noTextShowsASecret() {
        assertThat(new GitCredential.Token("s3cret").toString()).doesNotContain("s3cret");
        assertThat(new GitCredential.Basic("ada", "s3cret").toString()).doesNotContain("s3cret");
        // A URL may hold a token where others have the user's name
        assertThat(new GitCredential.Basic("s3cret", "").toString()).doesNotContain("s3cret");
        assertThat(new GitCredential.SshKey("s3cret", Optional.of("s3cret"), "").toString())
                .doesNotContain("s3cret");
    }

    @Test
    void aBlankSecretIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GitCredential.Token(" "))
                .withMessageContaining("token");
    }

    @Test
    void whatWouldSpeakToACredentialHelperIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GitCredential.Token("s3cret\nhost=evil"))
                .withMessageContaining("token")
                .withMessageNotContaining("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GitCredential.Basic("ada:s3cret", "x"))
                .withMessageContaining("username")
                .withMessageNotContaining("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GitCredential.Basic("ada", "s3cret\r"))
                .withMessageContaining("password")
                .withMessageNotContaining("s3cret");
    }
}
