// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.UnsealException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A credential goes to the host that an administrator made it for, in every project that names it.
 */
@QuarkusTest
class CredentialScopeIT extends WithProjectEnv {
    @Inject AgroalDataSource database;

    private static String credential(String url) {
        String name = FrontDoor.fresh("cred");
        post(
                        "/git-credentials",
                        "{\"name\":\"%s\",\"kind\":\"token\",\"url\":\"%s\",\"token\":\"t0ken\"}"
                                .formatted(name, url))
                .then()
                .statusCode(201);
        return name;
    }

    private static ValidatableResponse isProblem(Response response, int status, String code) {
        return response.then()
                .statusCode(status)
                .body("type", equalTo("https://hornero.dev/problems/" + code));
    }

    private static ValidatableResponse isInvalid(Response response, String field) {
        return isProblem(response, 422, "invalid-field").body("field", equalTo(field));
    }

    private static String project(String repository, String credential) {
        return "{\"name\":\"%s\",\"repository\":\"%s\",\"gitCredential\":\"%s\"}"
                .formatted(FrontDoor.fresh("shop"), repository, credential);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/acme/shop.git",
                "https://git.example.evil.example/acme/shop.git",
                "https://git.example:8443/acme/shop.git",
                "http://git.example/acme/shop.git",
                "https://git.example/acme-evil/shop.git",
                "https://git.example/Acme/shop.git"
            })
    void aProjectElsewhereCannotNameIt(String repository) {
        String credential = credential("https://git.example/acme/");

        isInvalid(post("/projects", project(repository, credential)), "gitCredential")
                .body("detail", not(containsString("t0ken")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example/acme/../evil/shop.git",
                "https://git.example/acme/%2e%2e/evil/shop.git",
                "https://git.example./acme/shop.git",
                "https://u@git.example/acme/shop.git",
                "https://git.example@evil.example/acme/shop.git"
            })
    void anAddressThatIsReadDifferentlyIsNoProject(String repository) {
        String credential = credential("https://git.example/acme/");

        isInvalid(post("/projects", project(repository, credential)), "repository");
    }

    @Test
    void aProjectCannotMoveItElsewhere() {
        String credential = credential("https://git.example/");
        patch("/projects/" + project, "{\"gitCredential\":\"%s\"}".formatted(credential))
                .then()
                .statusCode(200);

        isInvalid(
                patch("/projects/" + project, "{\"repository\":\"https://evil.example/shop.git\"}"),
                "gitCredential");
    }

    @ParameterizedTest
    @CsvSource({
        "token, https://012.0.0.1/",
        "token, ssh://git.example/",
        "token, file:///srv",
        "token, git.example",
        "ssh-key, https://git.example/"
    })
    void aCredentialIsForAPlainAddressOfItsKind(String kind, String url) {
        isInvalid(
                post(
                        "/git-credentials",
                        "{\"name\":\"x\",\"kind\":\"%s\",\"url\":\"%s\",\"token\":\"t\"}"
                                .formatted(kind, url)),
                "url");
    }

    @Test
    void aCredentialWithoutAHostIsNotMade() {
        isInvalid(
                post("/git-credentials", "{\"name\":\"x\",\"kind\":\"token\",\"token\":\"t\"}"),
                "url");
    }

    @ParameterizedTest
    @CsvSource({
        "basic, username, 'ada:x', password, 'p'",
        "basic, username, 'ada', password, 'p\\nhost=evil.example'",
        "token, token, 't\\rpassword=x', username, ''"
    })
    void whatWouldSpeakToACredentialHelperIsRefused(
            String kind, String field, String value, String other, String otherValue) {
        String refused = value.contains(":") || value.contains("\\") ? field : other;
        isInvalid(
                post(
                        "/git-credentials",
                        "{\"name\":\"x\",\"kind\":\"%s\",\"url\":\"https://h\",\"%s\":\"%s\",\"%s\":\"%s\"}"
                                .formatted(kind, field, value, other, otherValue)),
                refused);
    }

    @Test
    void everyServiceThatReadsTheRepositoryKeepsToItToo() throws Exception {
        String credential = credential("https://git.example/team/");
        patch("/projects/" + project, "{\"gitCredential\":\"%s\"}".formatted(credential))
                .then()
                .statusCode(200);
        ProjectEnvId id = createProjectEnv().projectEnv().id();
        ProjectEnvCreated created = broker.awaitEvent(ProjectEnvCreated.class, this::isOurs);

        assertThatThrownBy(() ->
                        seals.open(
                                created.source().gitCredential().orElseThrow(),
                                Purpose.gitCredential(id, "https://git.example/evil/x.git"),
                                GitCredential.class))
                .isInstanceOf(UnsealException.class)
                .hasMessageContaining("another host or path");
    }

    @Test
    void anAdministratorSaysWhatACredentialOfAnEarlierReleaseIsFor() throws Exception {
        String credential = credential("https://git.example/");
        patch("/projects/" + project, "{\"gitCredential\":\"%s\"}".formatted(credential))
                .then()
                .statusCode(200);
        run("update git_credential set url = null where name = '" + credential + "'");

        isProblem(
                        post(
                                "/project-envs",
                                "{\"project\":\"%s\",\"environment\":\"%s\"}"
                                        .formatted(project, environment)),
                        409,
                        "conflict")
                .body("detail", containsString("hornero git-credential edit " + credential));
        isProblem(
                        patch(
                                "/git-credentials/" + credential,
                                "{\"url\":\"https://other.example\"}"),
                        409,
                        "conflict")
                .body("detail", containsString("project " + project));
    }

    @Test
    void whatACredentialIsForCanBeNarrowed() {
        String credential = credential("https://git.example/");
        patch("/projects/" + project, "{\"gitCredential\":\"%s\"}".formatted(credential))
                .then()
                .statusCode(200);

        patch("/git-credentials/" + credential, "{\"url\":\"https://GIT.example/team/\"}")
                .then()
                .statusCode(200)
                .body("url", equalTo("https://git.example/team"));
        createProjectEnv();
    }

    @Test
    void theMigrationBindsWhatIsUsedAtOneHost() throws Exception {
        String migration;
        try (var sql =
                getClass().getResourceAsStream("/db/migration/V20__git_credential_url.sql")) {
            migration = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, String> urls = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema before");
            statement.execute("set search_path to before");
            statement.execute(
                    """
                    create table git_credential (name text primary key);
                    create table project (repository text, git_credential text);
                    insert into git_credential values ('one'), ('two'), ('none'), ('scp'), ('port');
                    insert into project values
                      ('https://Git.example:443/a', 'one'), ('https://git.example/b/c', 'one'),
                      ('https://git.example/a', 'two'), ('https://other.example/a', 'two'),
                      ('git@git.example:a/b.git', 'scp'), ('ssh://git@git.example:22/c', 'scp'),
                      ('https://git.example:8443/a', 'port'), ('https://git.example/z', null);
                    """);
            statement.execute(migration);
            try (ResultSet rows = statement.executeQuery("select name, url from git_credential")) {
                while (rows.next()) {
                    urls.put(rows.getString(1), String.valueOf(rows.getString(2)));
                }
            }
            statement.execute("drop schema before cascade");
            statement.execute("set search_path to public");
        }

        assertThat(urls)
                .containsEntry("one", "https://git.example")
                .containsEntry("two", "null")
                .containsEntry("none", "null")
                .containsEntry("scp", "ssh://git.example")
                .containsEntry("port", "https://git.example:8443");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
