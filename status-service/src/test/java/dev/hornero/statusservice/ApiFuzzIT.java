// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static dev.hornero.statusservice.Api.eventually;
import static dev.hornero.statusservice.Api.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.embedded.test.rest.ApiDocument;
import dev.hornero.embedded.test.rest.ApiFuzz;
import dev.hornero.events.apikey.Role;
import dev.hornero.statusservice.imagebuild.model.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code -Dfuzz.requests=20000} asks more, {@code -Dfuzz.seed=…} asks something else. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class ApiFuzzIT {
    private static final Logger LOG = Logger.getLogger(ApiFuzzIT.class);
    private static final String ADMIN = "hk_admin_of_the_fuzz";

    @Inject Api api;

    @TestHTTPResource("/")
    URI server;

    @BeforeEach
    void open() {
        api.open();
    }

    private static ApiDocument document() {
        return ApiDocument.read(
                given().queryParam("format", "json")
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    private Map<String, List<String>> whatIsThere() {
        Story running = Story.begin("fuzz", Instant.parse("2026-03-01T12:00:00Z"));
        api.publish(running.created(), running.scanned(Story.FIRST_COMMIT, "A"), running.started());
        String id = running.build().id().toString();
        eventually(() -> get("/builds/" + id).body("phase", equalTo("RUNNING")));
        Map<String, List<String>> names = new HashMap<>();
        for (String template : List.of("", "/events", "/logs")) {
            names.put("/status/v1/builds/{id}" + template, List.of(id));
        }
        names.put("project", List.of("fuzz"));
        return names;
    }

    @Test
    void everyAnswerIsOneThatTheDocumentPromises() throws IOException {
        api.issue(ADMIN, "fuzz", Role.ADMIN);
        eventually(() ->
                given().header("Authorization", "Bearer " + ADMIN)
                        .get("/status/v1/builds")
                        .then()
                        .statusCode(200));
        ApiFuzz.Report report =
                ApiFuzz.run(
                        server,
                        ADMIN,
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
                                .importPackages("dev.hornero.statusservice")
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
