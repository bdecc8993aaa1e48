// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.GitCredential;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFormTest {
    private static final String KEY =
            """
            -----BEGIN OPENSSH PRIVATE KEY-----
            b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
            QyNTUxOQ==
            -----END OPENSSH PRIVATE KEY-----
            """;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anSshKeyIsKeptWithLineFeedsHoweverItsLinesEnd(String end) {
        assertThat(kept(KEY.replace("\n", end))).isEqualTo(KEY);
    }

    @Test
    void anSshKeyIsKeptWithOneLineFeedAtItsEndAndNothingBeforeItsFirstLine() {
        assertThat(kept(KEY.strip())).isEqualTo(KEY);
        assertThat(kept("\r\n  " + KEY + "\r\n\n")).isEqualTo(KEY);
    }

    @Test
    void whatIsNoPrivateKeyIsRefused() {
        assertThatThrownBy(() -> kept("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI ada@example.com\r\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("private key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI ada@example.com",
                "\necdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY= ada@example.com",
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----",
                "-----BEGIN RSA PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END RSA PUBLIC KEY-----",
                "---- BEGIN SSH2 PUBLIC KEY ----\nAAAAC3NzaC1lZDI1NTE5AAAAI"
            })
    void aPublicKeyIsRefused(String key) {
        assertThatThrownBy(() -> kept(key))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("This is a public key.")
                .hasMessageNotContainingAny("AAAA", "MCow");
    }

    @Test
    void aKeyOfPuttyIsRefusedWithTheWayToConvertIt() {
        assertThatThrownBy(() -> kept("PuTTY-User-Key-File-2: ssh-rsa\r\nEncryption: none\r\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("puttygen");
    }

    private static String kept(String privateKey) {
        CredentialForm form =
                new CredentialForm(
                        "deploy",
                        CredentialKind.SSH_KEY,
                        Optional.of("ssh://git.example.com"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(privateKey),
                        Optional.empty(),
                        Optional.of("git.example.com ssh-ed25519 AAAA"));
        return ((GitCredential.SshKey) form.toCredential()).privateKey();
    }
}
