// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.get;
import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static dev.hornero.projectservice.Scanner.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Checkout;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.request.ProjectEnvAnnounced;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a project's builds take of its repository beside the files of the commit. */
@QuarkusTest
class CheckoutIT extends WithProjectEnv {
    private static final Checkout OTHER = new Checkout(false, true);

    @Inject AgroalDataSource database;

    @Test
    void submodulesAreFetchedAndTheGitDirectoryIsNotUnlessAProjectSaysSo() {
        says(get("/projects/" + project), Checkout.DEFAULT);

        createProjectEnv();

        ProjectEnvCreated event = broker.awaitEvent(ProjectEnvCreated.class, this::isOurs);
        assertThat(event.source().checkout()).contains(Checkout.DEFAULT);
    }

    @Test
    void whatAProjectSaysReachesTheScannerAndTheCluster() {
        project = FrontDoor.fresh("shop");
        projectEnv = environment + "-" + project;
        says(
                post(
                        "/projects",
                        """
                        {"name":"%s","repository":"https://git.example/team/shop.git",
                         "submodules":false,"gitDirectory":true}\
                        """
                                .formatted(project)),
                OTHER);
        says(get("/projects/" + project), OTHER);

        BuildRef build = createProjectEnv();
        publish(found(build));

        ProjectEnvCreated created = broker.awaitEvent(ProjectEnvCreated.class, this::isOurs);
        assertThat(created.source().checkout()).contains(OTHER);
        assertThat(awaitResolved(1).source().checkout()).contains(OTHER);
    }

    @Test
    void aPatchIsForTheBuildsThatAreOrderedAfterIt() {
        BuildRef before = createProjectEnv();
        says(patch("/projects/" + project, "{\"submodules\":false,\"gitDirectory\":true}"), OTHER);
        BuildRef after = requestBuild("{}");

        publish(found(before));
        publish(found(after));

        awaitResolved(2);
        assertThat(
                        broker.events(BuildRequested.class, this::isOurs).stream()
                                .map(event -> event.source().checkout()))
                .containsExactly(Optional.of(OTHER));
        assertThat(checkout(before)).contains(Checkout.DEFAULT);
        assertThat(checkout(after)).contains(OTHER);
    }

    @Test
    void anAnnouncementLeavesItAsItIs() {
        says(patch("/projects/" + project, "{\"submodules\":false,\"gitDirectory\":true}"), OTHER);

        publish(
                new ProjectEnvAnnounced(
                        project,
                        environment,
                        "https://git.example/team/shop.git",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        ProjectEnvCreated created = broker.awaitEvent(ProjectEnvCreated.class, this::isOurs);
        assertThat(created.source().checkout()).contains(OTHER);
        says(get("/projects/" + project), OTHER);
    }

    private Optional<Checkout> checkout(BuildRef build) {
        return resolved().stream()
                .filter(event -> event.build().equals(build))
                .map(ArgsResolved::source)
                .findFirst()
                .orElseThrow()
                .checkout();
    }

    @Test
    void aPatchChangesWhatItNamesAndNullPutsTheDefaultBack() {
        String path = "/projects/" + project;

        says(patch(path, "{\"gitDirectory\":true}"), new Checkout(true, true));
        says(patch(path, "{\"submodules\":false}"), OTHER);
        says(patch(path, "{\"target\":\"app\"}"), OTHER);
        says(patch(path, "{\"submodules\":null}"), new Checkout(true, true));
        says(patch(path, "{\"gitDirectory\":null}"), Checkout.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "submodules   | {\"submodules\":\"some\"}",
                "submodules   | {\"submodules\":[true]}",
                "submodules   | {\"submodules\":{}}",
                "gitDirectory | {\"gitDirectory\":\"shallow\"}",
                "gitDirectory | {\"gitDirectory\":1.5}",
                "checkout     | {\"checkout\":{\"submodules\":false}}"
            })
    void whatIsNeitherTrueNorFalseIsRefused(String field, String json) {
        isInvalid(patch("/projects/" + project, json), field);
        isInvalid(
                post(
                        "/projects",
                        "{\"name\":\"x\",\"repository\":\"https://h/x\"," + json.substring(1)),
                field);
        says(get("/projects/" + project), Checkout.DEFAULT);
    }

    @Test
    void aRepeatedRequestIsAnsweredAlike() {
        String key = UUID.randomUUID().toString();
        String json =
                """
                {"name":"%s","repository":"https://h/x","target":"app","gitDirectory":true}\
                """
                        .formatted(FrontDoor.fresh("shop"));

        String first = order(key, json).then().statusCode(201).extract().asString();

        order(key, json).then().statusCode(201).body(equalTo(first));
        assertThat(first).contains("\"submodules\":true").contains("\"gitDirectory\":true");
    }

    private static Response order(String key, String json) {
        return FrontDoor.admin()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(json)
                .post("/api/v1/projects");
    }

    @Test
    void theReleaseBeforeMayStillAddProjects() throws Exception {
        String name = FrontDoor.fresh("shop");
        new Tables(database)
                .change(
                        """
                        insert into project (name, repository, dockerfile_path, context_path, created_at)
                        values ('%s', 'https://h/x', 'Dockerfile', '.', now())
                        """
                                .formatted(name));

        says(get("/projects/" + name), Checkout.DEFAULT);
    }

    private static void says(Response answer, Checkout checkout) {
        answer.then()
                .body("submodules", equalTo(checkout.submodules()))
                .body("gitDirectory", equalTo(checkout.gitDirectory()));
    }

    private static ValidatableResponse isInvalid(Response response, String field) {
        return response.then()
                .statusCode(422)
                .body("type", containsString("invalid-field"))
                .body("field", equalTo(field));
    }
}
