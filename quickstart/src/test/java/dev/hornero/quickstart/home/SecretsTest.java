// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir private Path directory;

    @Test
    void aHomeKeepsItsSecrets() {
        Secrets made = open();

        Secrets found = open();

        assertThat(found.bootstrapKey()).isEqualTo(made.bootstrapKey());
        assertThat(found.postgresPassword()).isEqualTo(made.postgresPassword());
        assertThat(found.sealKeys(SealRecipient.values()))
                .isEqualTo(made.sealKeys(SealRecipient.values()));
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws Exception {
        open();

        assertThat(Files.getPosixFilePermissions(home().secrets()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatAnOlderVersionDidNotMakeIsAdded() throws Exception {
        Files.writeString(home().secrets(), "bootstrap-key=kept\n");

        assertThat(open().bootstrapKey()).isEqualTo("kept");
        assertThat(open().postgresPassword()).isEqualTo(open().postgresPassword()).hasSize(43);
    }

    @Test
    void sealKeysAreThoseOfTheRecipientsAskedFor() {
        String setting = open().sealKeys(SealRecipient.STORE, SealRecipient.CLUSTER);

        assertThat(setting.split(","))
                .satisfiesExactly(
                        entry -> assertThat(keyOf(entry, "store")).hasSize(32),
                        entry -> assertThat(keyOf(entry, "cluster:local")).hasSize(32));
    }

    @Test
    void noSecretIsInTheText() {
        Secrets secrets = open();

        assertThat(secrets.toString())
                .doesNotContain(secrets.bootstrapKey(), secrets.postgresPassword());
    }

    private static byte[] keyOf(String entry, String kid) {
        assertThat(entry).startsWith(kid + "=");
        return Base64.getUrlDecoder().decode(entry.substring(kid.length() + 1));
    }

    private Home home() {
        return new Home(directory);
    }

    private Secrets open() {
        return Secrets.openOrCreate(home(), new SecureRandom());
    }
}
