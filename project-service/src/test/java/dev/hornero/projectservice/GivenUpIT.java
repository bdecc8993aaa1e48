// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.get;
import static dev.hornero.projectservice.FrontDoor.post;
import static dev.hornero.projectservice.Scanner.found;
import static dev.hornero.projectservice.Scanner.jobFailed;
import static dev.hornero.projectservice.Scanner.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event of a build becomes a dead letter. */
@QuarkusTest
class GivenUpIT extends WithProjectEnv {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject AgroalDataSource database;

    private Tables tables;

    @BeforeEach
    void openTables() {
        tables = new Tables(database);
    }

    /** A defect that takes no news of scans: the inbox refuses their source. */
    private void breakIntake() throws Exception {
        tables.change(
                "alter table inbox add constraint broken check (source <> 'broken-scanner')"
                        + " not valid");
    }

    @AfterEach
    void mendIntake() throws Exception {
        tables.change("alter table inbox drop constraint if exists broken");
    }

    private void publishInVain(dev.hornero.events.Event event) {
        publish("broken-scanner", java.util.UUID.randomUUID().toString(), event);
    }

    private String awaitLetter(BuildRef build) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                get("/dead-letters?limit=200")
                                        .<String>path(
                                                "items.find { it.key == '%s' }?.id"
                                                        .formatted(build.projectEnv().id())),
                        id -> id != null);
    }

    @Test
    void aScanThatIsGivenUpFailsItsBuildAndThoseBehindItGoOn() throws Exception {
        BuildRef build = createProjectEnv();
        BuildRef behind = requestBuild("{}");
        publish(found(behind));
        breakIntake();

        publishInVain(found(build));

        BuildFailed failed = broker.awaitEvent(BuildFailed.class, e -> e.build().equals(build));
        assertThat(failed.reason().is(BuildFailureReason.GIVEN_UP)).isTrue();
        assertThat(failed.message()).contains("hornero.scans.dead-letter");
        assertThat(awaitResolved(1).build()).isEqualTo(behind);
    }

    @Test
    void aReplayStartsTheBuildAgainOnceWithItsOwnValues() throws Exception {
        createProjectEnv();
        BuildRef build = requestBuild("{\"args\":{\"VERSION\":\"7\"}}");
        publish(
                found(
                        broker.awaitEvent(
                                        dev.hornero.events.projectenv.ProjectEnvCreated.class,
                                        this::isOurs)
                                .build()));
        breakIntake();
        publishInVain(found(build, required("VERSION")));
        broker.awaitEvent(BuildFailed.class, e -> e.build().equals(build));
        mendIntake();
        String letter = awaitLetter(build);

        String again =
                post("/dead-letters/" + letter + "/replay")
                        .then()
                        .statusCode(202)
                        .body("build.number", equalTo(3))
                        .extract()
                        .path("build.id");

        BuildRequested requested =
                broker.awaitEvent(
                        BuildRequested.class, e -> e.build().id().toString().equals(again));
        assertThat(requested.rebuildOf()).contains(build.id());
        publish(found(requested.build(), required("VERSION")));
        assertThat(values(awaitResolved(2))).containsEntry("VERSION", new ArgValue("7", false));
        assertThat(
                        tables.ask(
                                "select count(*) from arg_value where owner = ?",
                                build.id().toString()))
                .contains("0");
        post("/dead-letters/" + letter + "/replay").then().statusCode(409);
    }

    @Test
    void anEndThatIsGivenUpIsTheBuildsEnd() throws Exception {
        BuildRef build = createProjectEnv();
        publish(found(build));
        awaitResolved(1);
        breakIntake();

        publishInVain(jobFailed(build));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> post("/builds/" + build.id() + "/cancel").then().statusCode(409));
        assertThat(broker.events(BuildFailed.class, this::isOurs)).isEmpty();
    }

    @Test
    void aReplayOfALetterWhoseBuildEndedOtherwiseDoesNoHarm() throws Exception {
        BuildRef build = createProjectEnv();
        publish(found(build));
        awaitResolved(1);
        breakIntake();
        publishInVain(jobFailed(build));
        String letter = awaitLetter(build);
        mendIntake();

        post("/dead-letters/" + letter + "/replay").then().statusCode(202);

        BuildRef next = requestBuild("{}");
        publish(found(next));
        assertThat(awaitResolved(2).build()).isEqualTo(next);
        assertThat(broker.events(BuildFailed.class, this::isOurs)).isEmpty();
    }
}
