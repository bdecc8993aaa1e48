// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.hornero.http.problem.ProblemDocument;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.GitCredential;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshKeysTest {
    private static final String PASSPHRASE = "correct horse";

    private final SshKeys keys = new SshKeys();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "for nothing")
    void aKeyWithoutAPassphraseIsUsable(String passphrase) throws Exception {
        String key = key(Optional.empty());

        assertThatCode(() -> attempt(key, Optional.ofNullable(passphrase)))
                .doesNotThrowAnyException();
    }

    @Test
    void anEncryptedKeyIsUsableWithItsPassphrase() throws Exception {
        String key = key(Optional.of(PASSPHRASE));

        assertThatCode(() -> attempt(key, Optional.of(PASSPHRASE))).doesNotThrowAnyException();
        isRefused(key, Optional.empty(), "passphrase");
        isRefused(key, Optional.of("correct hose"), "passphrase");
    }

    @Test
    void whatHoldsNoKeyIsRefused() throws Exception {
        String key = key(Optional.empty());

        isRefused(key.substring(0, key.length() / 2), Optional.empty(), "privateKey");
        isRefused(key.replaceFirst("b3BlbnNzaC1r", "AAAA"), Optional.empty(), "privateKey");
        isRefused("", Optional.empty(), "privateKey");
    }

    private void attempt(String key, Optional<String> passphrase) {
        keys.requireUsable(new GitCredential.SshKey(key, passphrase, "known hosts"));
    }

    private void isRefused(String key, Optional<String> passphrase, String field) {
        assertThatThrownBy(() -> attempt(key, passphrase))
                .hasNoCause()
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::document)
                .extracting(ProblemDocument::field)
                .isEqualTo(Optional.of(field));
    }

    private static String key(Optional<String> passphrase) throws Exception {
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase.isPresent()) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setCipherType("256");
            encryption.setPassword(passphrase.get());
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair(),
                "test",
                encryption,
                text);
        return text.toString(StandardCharsets.UTF_8);
    }
}
