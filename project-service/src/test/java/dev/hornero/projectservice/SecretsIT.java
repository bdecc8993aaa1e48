// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static dev.hornero.projectservice.Scanner.found;
import static dev.hornero.projectservice.Scanner.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.messaging.seal.Purpose;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecretsIT extends WithProjectEnv {
    private static final String REPOSITORY = "https://git.example/team/shop.git";

    @Inject AgroalDataSource database;

    /** Every row of every table, as a dump would show it. */
    private String dump() throws SQLException {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table :
                    texts(
                            statement,
                            "select table_name from information_schema.tables"
                                    + " where table_schema = 'public'")) {
                texts(statement, "select t::text from " + table + " t")
                        .forEach(row -> dump.append(table).append(' ').append(row).append('\n'));
            }
        }
        return dump.toString();
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private String topics() {
        StringBuilder all = new StringBuilder();
        broker.records()
                .forEach(given -> {
                    given.headers()
                            .forEach(header -> all.append(text(header.value())).append('\n'));
                    if (given.value() != null) {
                        all.append(text(given.value())).append('\n');
                    }
                });
        return all.toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void noValueStandsInTheDatabaseOrOnATopic() throws Exception {
        String credential = FrontDoor.fresh("cred");
        post(
                        "/git-credentials",
                        "{\"name\":\"%s\",\"kind\":\"basic\",\"url\":\"https://git.example\",\"username\":\"ada\",\"password\":\"git-hunter-1\"}"
                                .formatted(credential))
                .then()
                .statusCode(201);
        patch("/projects/" + project, "{\"gitCredential\":\"%s\"}".formatted(credential))
                .then()
                .statusCode(200);
        patch("/projects/" + project + "/args", "{\"TOKEN\":\"arg-hunter-2\"}")
                .then()
                .statusCode(200);
        BuildRef first = createProjectEnv();
        publish(found(first, required("TOKEN"), required("OWN")));
        FrontDoor.admin()
                .header("Idempotency-Key", "key")
                .contentType("application/json")
                .body("{\"args\":{\"OWN\":{\"value\":\"own-hunter-3\",\"secret\":true}}}")
                .post("/api/v1/project-envs/" + projectEnv + "/builds")
                .then()
                .statusCode(202);
        BuildRef second = requestBuild("{\"args\":{\"OWN\":\"plain-hunter-4\"}}");
        publish(found(second, required("TOKEN"), required("OWN")));
        String whileWaiting = dump();
        post("/builds/" + second.id() + "/rebuild").then().statusCode(202);

        assertThat(whileWaiting).contains(projectEnv).contains("TOKEN").doesNotContain("hunter");
        String key =
                post(
                                "/api-keys",
                                "{\"name\":\"%s\",\"role\":\"VIEWER\"}"
                                        .formatted(FrontDoor.fresh("key")))
                        .path("key");
        assertThat(dump())
                .doesNotContain("hunter")
                .doesNotContain(key)
                .doesNotContain(FrontDoor.ADMIN);
        assertThat(topics())
                .contains(projectEnv)
                .doesNotContain("hunter")
                .doesNotContain(key)
                .doesNotContain(FrontDoor.ADMIN);
    }

    @Test
    void aGitCredentialIsSealedForTheScannerAndThenForTheCluster() throws Exception {
        String credential = FrontDoor.fresh("cred");
        post(
                        "/git-credentials",
                        "{\"name\":\"%s\",\"kind\":\"token\",\"url\":\"https://git.example/team\",\"token\":\"t0ken\"}"
                                .formatted(credential))
                .then()
                .statusCode(201);
        patch("/projects/" + project, "{\"gitCredential\":\"%s\"}".formatted(credential))
                .then()
                .statusCode(200);
        BuildRef build = createProjectEnv();
        Purpose purpose = Purpose.gitCredential(build.projectEnv().id(), REPOSITORY);

        ProjectEnvCreated created = broker.awaitEvent(ProjectEnvCreated.class, this::isOurs);
        publish(found(build));
        ArgsResolved resolved = awaitResolved(1);

        GitCredential expected = new GitCredential.Token("t0ken");
        assertThat(
                        seals.open(
                                created.source().gitCredential().orElseThrow(),
                                purpose,
                                GitCredential.class))
                .isEqualTo(expected);
        assertThat(kid(created.source().gitCredential().orElseThrow().jwe())).isEqualTo("scanner");
        assertThat(
                        seals.open(
                                resolved.source().gitCredential().orElseThrow(),
                                purpose,
                                GitCredential.class))
                .isEqualTo(expected);
        assertThat(kid(resolved.source().gitCredential().orElseThrow().jwe()))
                .isEqualTo("cluster:local");
        assertThat(kid(resolved.values().jwe())).isEqualTo("cluster:local");
    }

    private static String kid(String jwe) throws Exception {
        return com.nimbusds.jose.JWEObject.parse(jwe).getHeader().getKeyID();
    }

    @Test
    void aBuildsOwnValuesGoWhenItEnds() throws Exception {
        createProjectEnv();
        BuildRef build = requestBuild("{\"args\":{\"OWN\":\"x\"}}");
        assertThat(dump()).contains("arg_value (BUILD," + build.id());

        post("/builds/" + build.id() + "/cancel").then().statusCode(202);

        assertThat(dump()).doesNotContain("arg_value (BUILD," + build.id());
    }

    @Test
    void theValuesOfAProjectEnvGoWithIt() throws Exception {
        BuildRef build = createProjectEnv();
        String row = "arg_value (PROJECT_ENV," + build.projectEnv().id();
        patch("/project-envs/" + projectEnv + "/args", "{\"A\":\"x\"}").then().statusCode(200);
        assertThat(dump()).contains(row);

        FrontDoor.delete("/project-envs/" + projectEnv).then().statusCode(204);

        await().untilAsserted(() -> assertThat(dump()).doesNotContain(row));
    }
}
