// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as ssh-keygen makes them are tried when they are kept. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
@WithTestResource(PostgresTestResource.class)
class SshKeysIT {
    private static final String PASSPHRASE = "correct h0rse";
    private static final String ANOTHER = "battery st4ple";

    private static final int SHORTEST_SECRET = "hunter2".length();

    @TempDir Path directory;

    @Inject ObjectMapper json;

    @BeforeEach
    void sshKeygenIsThere() {
        assumeThat(List.of(System.getenv("PATH").split(":", -1)))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "ssh-keygen")));
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, RFC4716",
        "rsa, RFC4716",
        "rsa, PEM",
        "rsa, PKCS8",
        "ecdsa, RFC4716",
        "ecdsa, PEM",
        "ecdsa, PKCS8"
    })
    void aKeyIsKeptWhereItCanBeRead(String type, String form) throws Exception {
        String plain = key(type, form, "");
        String encrypted = key(type, form, PASSPHRASE);

        isKept(offer(plain, Optional.empty()));
        isKept(offer(plain, Optional.of(PASSPHRASE)));
        isKept(offer(encrypted, Optional.of(PASSPHRASE)));
        isRefused(offer(encrypted, Optional.empty()), "passphrase", encrypted)
                .body("detail", containsString("is encrypted"));
        isRefused(offer(encrypted, Optional.of(ANOTHER)), "passphrase", encrypted)
                .body("detail", containsString("does not open"));
    }

    @ParameterizedTest
    @CsvSource({"ed25519, RFC4716", "rsa, PEM", "ecdsa, PKCS8"})
    void howItsLinesEndIsAllOne(String type, String form) throws Exception {
        String key = key(type, form, PASSPHRASE);

        isKept(offer(key.replace("\n", "\r\n"), Optional.of(PASSPHRASE)));
        isKept(offer(key.strip(), Optional.of(PASSPHRASE)));
        isKept(offer("\n" + key + "\n  \n\r\n", Optional.of(PASSPHRASE)));
    }

    @ParameterizedTest
    @CsvSource({"ed25519, RFC4716", "rsa, RFC4716", "rsa, PEM", "rsa, PKCS8", "ecdsa, PKCS8"})
    void aKeyOfWhichAPartIsMissingIsRefused(String type, String form) throws Exception {
        String key = key(type, form, "");
        List<String> lines = key.lines().toList();
        String withoutItsEnd = key.substring(0, key.length() / 2);
        String withoutItsMiddle =
                String.join("\n", lines.getFirst(), lines.get(1), lines.getLast());

        isRefused(offer(withoutItsEnd, Optional.empty()), "privateKey", key);
        isRefused(offer(withoutItsMiddle, Optional.empty()), "privateKey", key);
        isRefused(offer(withoutItsMiddle, Optional.of(PASSPHRASE)), "privateKey", key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n-----END OPENSSH PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\naHVudGVyMg==\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\naHVudGVyMg==\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x\n\nhunter2\n"
                        + "-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----",
                "PRIVATE KEY-----"
            })
    void whatIsNoKeyIsRefused(String text) {
        isRefused(offer(text, Optional.empty()), "privateKey", "hunter2\naHVudGVyMg==");
    }

    @Test
    void aKeyWithTooManyRoundsIsRefusedWithTheWayToFewer() throws Exception {
        String key = key("ed25519", "RFC4716", PASSPHRASE, "-a", "256");

        isRefused(offer(key, Optional.of(PASSPHRASE)), "privateKey", key)
                .body("detail", containsString("ssh-keygen -p -a"));
    }

    @Test
    void aPublicKeyIsNoPrivateOne() throws Exception {
        key("ed25519", "RFC4716", "");
        String key = Files.readString(directory.resolve("key.pub"));

        isRefused(offer(key, Optional.empty()), "privateKey", key.split(" ", -1)[1])
                .body("detail", containsString("public key"));
    }

    @Test
    void aKeyOfPuttyHasToBeConverted() {
        isRefused(
                        offer(
                                """
                                PuTTY-User-Key-File-3: ssh-ed25519
                                Encryption: none
                                Comment: ada
                                Private-Lines: 1
                                hunter2
                                """,
                                Optional.empty()),
                        "privateKey",
                        "hunter2")
                .body("detail", containsString("puttygen"));
    }

    private String key(String type, String form, String passphrase, String... options)
            throws Exception {
        Path key = directory.resolve("key");
        Files.deleteIfExists(key);
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", type, "-m", form));
        command.addAll(List.of("-N", passphrase, "-f", key.toString()));
        command.addAll(List.of(options));
        Process made =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).as(Files.readString(directory.resolve("log"))).isZero();
        return Files.readString(key);
    }

    private Response offer(String key, Optional<String> passphrase) {
        Map<String, String> form =
                new HashMap<>(
                        Map.of(
                                "name", FrontDoor.fresh("cred"),
                                "kind", "ssh-key",
                                "url", "ssh://git.example",
                                "privateKey", key,
                                "knownHosts", "git.example ssh-ed25519 AAAA"));
        passphrase.ifPresent(given -> form.put("passphrase", given));
        try {
            return post("/git-credentials", json.writeValueAsString(form));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void isKept(Response answer) {
        answer.then().statusCode(201).body("kind", equalTo("ssh-key"));
    }

    private static ValidatableResponse isRefused(Response answer, String field, String secret) {
        ValidatableResponse refused =
                answer.then()
                        .statusCode(422)
                        .body("type", equalTo("https://hornero.dev/problems/invalid-field"))
                        .body("field", equalTo(field));
        assertThat(answer.asString())
                .doesNotContain(PASSPHRASE, ANOTHER)
                .doesNotContain(
                        secret.lines()
                                .filter(line ->
                                        line.length() >= SHORTEST_SECRET && !line.startsWith("--"))
                                .toList());
        return refused;
    }
}
