// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.Sealed;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealsTest {
    private static final ProjectEnvId SHOP =
            ProjectEnvId.of("5f0c1f7e-6a53-4f0e-9d6c-2f8a4b1f0c11");
    private static final ProjectEnvId OTHER =
            ProjectEnvId.of("5f0c1f7e-6a53-4f0e-9d6c-2f8a4b1f0c12");
    private static final Recipient CLUSTER = Recipient.cluster("local");
    private static final ArgValues VALUES =
            ArgValues.of(Map.of("TOKEN", new ArgValue("hunter2hunter2", true)));

    private final Seals seals = seals("cluster:local=" + key(1));

    @Test
    void whatIsSealedForAPurposeOpensForIt() throws Exception {
        Sealed sealed = seals.seal(CLUSTER, Purpose.argValues(SHOP), VALUES);

        assertThat(seals.open(sealed, Purpose.argValues(SHOP), ArgValues.class)).isEqualTo(VALUES);
    }

    @Test
    void everyKindOfGitCredentialComesBack() throws Exception {
        for (GitCredential credential :
                new GitCredential[] {
                    new GitCredential.Token("t"),
                    new GitCredential.Basic("u", "p"),
                    new GitCredential.SshKey("k", Optional.empty(), "host ssh-ed25519 AAAA")
                }) {
            Purpose purpose = Purpose.gitCredential(SHOP, "https://git.example.com/a.git");
            Sealed sealed = seals.seal(CLUSTER, purpose, credential);

            assertThat(seals.open(sealed, purpose, GitCredential.class)).isEqualTo(credential);
        }
    }

    @Test
    void theValueIsNotInTheSealedText() {
        String jwe = seals.seal(CLUSTER, Purpose.argValues(SHOP), VALUES).jwe();

        assertThat(
                        new String(
                                Base64.getUrlDecoder().decode(jwe.split("\\.", -1)[3]),
                                StandardCharsets.ISO_8859_1))
                .doesNotContain("hunter2");
        assertThat(VALUES.toString()).doesNotContain("hunter2");
    }

    @Test
    void movedToAnotherProjectEnvItDoesNotOpen() {
        Sealed sealed = seals.seal(CLUSTER, Purpose.argValues(SHOP), VALUES);

        assertThatThrownBy(() -> seals.open(sealed, Purpose.argValues(OTHER), ArgValues.class))
                .isInstanceOf(UnsealException.class)
                .hasMessage("sealed for another purpose");
    }

    @Test
    void aCredentialIsForOneHostOnly() {
        Sealed sealed =
                seals.seal(
                        CLUSTER,
                        Purpose.gitCredential(SHOP, "https://git.example.com/a.git"),
                        new GitCredential.Token("t"));

        assertThatThrownBy(() ->
                        seals.open(
                                sealed,
                                Purpose.gitCredential(SHOP, "https://evil.example.com/a"),
                                GitCredential.class))
                .isInstanceOf(UnsealException.class);
    }

    @Test
    void aCredentialOpensOnlyForWhatItIsFor() throws Exception {
        GitAddress acme = GitAddress.ofScope("https://git.example.com/acme/");
        GitCredential credential = new GitCredential.Token("t");
        Sealed sealed =
                seals.seal(
                        CLUSTER,
                        Purpose.gitCredential(SHOP, "https://git.example.com/acme/a.git", acme),
                        credential);

        assertThat(
                        seals.open(
                                sealed,
                                Purpose.gitCredential(SHOP, "https://git.example.com/acme/b"),
                                GitCredential.class))
                .isEqualTo(credential);
        assertThatThrownBy(() ->
                        seals.open(
                                sealed,
                                Purpose.gitCredential(SHOP, "https://git.example.com/acme-evil/a"),
                                GitCredential.class))
                .isInstanceOf(UnsealException.class)
                .hasMessageContaining("another host or path");
    }

    @Test
    void aCredentialIsNotSealedForWhatItIsNotFor() {
        GitAddress acme = GitAddress.ofScope("https://git.example.com/acme/");

        assertThatThrownBy(() -> Purpose.gitCredential(SHOP, "https://evil.example/acme/a", acme))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Purpose.gitCredential(SHOP, "https://git.example.com/acme/../evil", acme))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCredentialThatWouldSpeakToAHelperDoesNotOpen() {
        Purpose purpose = Purpose.gitCredential(SHOP, "https://git.example.com/a.git");
        for (Map<String, String> form :
                List.of(
                        Map.of("kind", "token", "token", "hunter2\nhost=evil.example"),
                        Map.of("kind", "basic", "username", "a:hunter2", "password", "p"),
                        Map.of("kind", "basic", "username", "a", "password", "hunter2\r"))) {
            Sealed sealed = seals.seal(CLUSTER, purpose, form);

            assertThatThrownBy(() -> seals.open(sealed, purpose, GitCredential.class))
                    .isInstanceOf(UnsealException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void changedOnTheWayItDoesNotOpen() {
        String jwe = seals.seal(CLUSTER, Purpose.argValues(SHOP), VALUES).jwe();
        int middle = jwe.lastIndexOf('.') - 4;
        char other = jwe.charAt(middle) == 'A' ? 'B' : 'A';
        Sealed changed = new Sealed(jwe.substring(0, middle) + other + jwe.substring(middle + 1));

        assertThatThrownBy(() -> seals.open(changed, Purpose.argValues(SHOP), ArgValues.class))
                .isInstanceOf(UnsealException.class);
    }

    @Test
    void theFirstKeyOfARecipientWritesAndAllRead() throws Exception {
        Seals rotated = seals("cluster:local.2=" + key(2) + ",cluster:local=" + key(1));

        Sealed old = seals.seal(CLUSTER, Purpose.argValues(SHOP), VALUES);
        Sealed fresh = rotated.seal(CLUSTER, Purpose.argValues(SHOP), VALUES);

        assertThat(rotated.open(old, Purpose.argValues(SHOP), ArgValues.class)).isEqualTo(VALUES);
        assertThatThrownBy(() -> seals.open(fresh, Purpose.argValues(SHOP), ArgValues.class))
                .hasMessage("no key with id \"cluster:local.2\" in HORNERO_SEAL_KEYS");
    }

    @Test
    void aKeyOfAClusterWithALongerNameIsAnother() {
        Seals longer = seals("cluster:local-2=" + key(1));

        assertThatThrownBy(() -> longer.seal(CLUSTER, Purpose.argValues(SHOP), VALUES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no key for cluster:local");
    }

    @Test
    void aWrongSettingIsReportedWithoutTheKey() {
        assertThatThrownBy(() -> SealKeys.parse("scanner=c2hvcnQ"))
                .hasMessage("HORNERO_SEAL_KEYS: the key of scanner is not 32 bytes in base64url");
        assertThatThrownBy(() -> SealKeys.parse("hunter2"))
                .hasMessage("HORNERO_SEAL_KEYS: entry 1 is not kid=key");
        assertThat(SealKeys.parse("store=" + key(3)).toString()).isEqualTo("SealKeys[store]");
    }

    @Test
    void whatIsNoJweDoesNotOpen() {
        assertThatThrownBy(() ->
                        seals.open(
                                new Sealed("nonsense"), Purpose.argValues(SHOP), ArgValues.class))
                .hasMessage("not a sealed value");
    }

    private static Seals seals(String keys) {
        return new Seals(SealKeys.parse(keys));
    }

    private static String key(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
