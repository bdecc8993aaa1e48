// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.embedded.test.rest.ApiDocument;
import dev.hornero.embedded.test.rest.ApiFuzz;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** {@code -Dfuzz.requests=20000} asks more, {@code -Dfuzz.seed=…} asks something else. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
@WithTestResource(PostgresTestResource.class)
class ApiFuzzIT {
    private static final Logger LOG = Logger.getLogger(ApiFuzzIT.class);

    @TestHTTPResource("/")
    URI server;

    private static ApiDocument document() {
        return ApiDocument.read(
                given().queryParam("format", "json")
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    private static Map<String, List<String>> whatIsThere() {
        List<String> environments = new ArrayList<>();
        List<String> projects = new ArrayList<>();
        List<String> projectEnvs = new ArrayList<>();
        List<String> builds = new ArrayList<>();
        List<String> credentials = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String environment = FrontDoor.environment();
            String project = FrontDoor.project();
            builds.add(
                    FrontDoor.post(
                                    "/project-envs",
                                    "{\"project\":\"%s\",\"environment\":\"%s\"}"
                                            .formatted(project, environment))
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("build.id"));
            String credential = FrontDoor.fresh("cred");
            FrontDoor.post(
                            "/git-credentials",
                            "{\"name\":\"%s\",\"kind\":\"token\",\"url\":\"https://h\",\"token\":\"t\"}"
                                    .formatted(credential))
                    .then()
                    .statusCode(201);
            environments.add(environment);
            projects.add(project);
            projectEnvs.add(environment + "-" + project);
            credentials.add(credential);
        }
        Map<String, List<String>> names = new HashMap<>();
        names.put("/api/v1/environments/{name}", environments);
        names.put("/api/v1/projects/{name}", projects);
        names.put("/api/v1/projects/{name}/args", projects);
        names.put("/api/v1/project-envs/{name}", projectEnvs);
        names.put("/api/v1/project-envs/{name}/args", projectEnvs);
        names.put("/api/v1/project-envs/{name}/builds", projectEnvs);
        names.put("/api/v1/builds/{id}/cancel", builds);
        names.put("/api/v1/builds/{id}/rebuild", builds);
        names.put("/api/v1/git-credentials/{name}", credentials);
        names.put("/api/v1/api-keys/{id}", List.of("bootstrap", "none"));
        names.put("project", projects);
        names.put("environment", environments);
        names.put("cluster", List.of("local"));
        names.put("gitCredential", credentials);
        names.put("name", List.of("fuzz-" + projects.getFirst(), projects.getFirst()));
        return names;
    }

    @Test
    void everyAnswerIsOneThatTheDocumentPromises() throws IOException {
        ApiFuzz.Report report =
                ApiFuzz.run(
                        server,
                        FrontDoor.ADMIN,
                        document(),
                        whatIsThere(),
                        Long.getLong("fuzz.seed", 1),
                        Integer.getInteger("fuzz.requests", 1500));
        LOG.infof("Fuzz: %s", report);
        assertThat(report.findings()).as(report.toString()).isEmpty();
    }

    @Test
    void everyOperationHasAnIdOfItsOwn() {
        assertThat(document().operations())
                .extracting(ApiDocument.Operation::id)
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyResourceStandsInTheDocumentAndNothingElse() {
        Set<String> resources =
                new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("dev.hornero.projectservice")
                                .stream()
                                .filter(type -> type.isAnnotatedWith(Path.class))
                                .flatMap(type -> type.getMethods().stream())
                                .flatMap(method ->
                                        Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
                                                .filter(verb ->
                                                        method.isAnnotatedWith(
                                                                "jakarta.ws.rs." + verb))
                                                .map(verb -> verb + " " + address(method)))
                                .collect(Collectors.toSet());
        assertThat(document().operations())
                .extracting(ApiDocument.Operation::toString)
                .containsExactlyInAnyOrderElementsOf(resources);
    }

    private static String address(JavaMethod method) {
        String own =
                method.tryGetAnnotationOfType(Path.class)
                        .map(path -> "/" + path.value())
                        .orElse("");
        return method.getOwner().getAnnotationOfType(Path.class).value() + own;
    }
}
