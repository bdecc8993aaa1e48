// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.get;
import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static dev.hornero.projectservice.Scanner.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.scan.Consequence;
import dev.hornero.events.scan.EvaluatedArgument;
import dev.hornero.events.scan.Evaluation;
import dev.hornero.events.scan.GivenValue;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a build needs depends on the values it has; no scan is asked for again. */
@QuarkusTest
class ValuesDecideIT extends WithProjectEnv {
    private static final String VARIANTS =
            """
            ARG VARIANT
            FROM scratch AS base
            FROM base AS base-dev
            ARG DEVTOOLS
            RUN echo $DEVTOOLS
            FROM base AS base-prod
            ARG LICENSE
            RUN echo $LICENSE
            FROM base-${VARIANT}
            """;

    @Test
    void aValueBringsOtherNeedsAndTheBuildSaysWhatTheyRestOn() throws Exception {
        BuildRef build = createProjectEnv();
        publish(found(build, VARIANTS));
        BuildNeedsValues first = awaitNeeds(build, 1);
        assertThat(first.missing()).containsExactly("VARIANT");
        assertThat(evaluation(first).consequences())
                .containsExactly(
                        new Consequence("VARIANT", "dev", List.of("DEVTOOLS")),
                        new Consequence("VARIANT", "prod", List.of("LICENSE")));

        give("{\"VARIANT\":\"dev\"}");
        BuildNeedsValues second = awaitNeeds(build, 2);
        assertThat(second.missing()).containsExactly("DEVTOOLS");
        assertThat(evaluation(second).arguments())
                .filteredOn(one -> one.argument().name().equals("DEVTOOLS"))
                .extracting(EvaluatedArgument::since)
                .containsExactly(List.of(new GivenValue("VARIANT", Optional.of("dev"))));

        give("{\"DEVTOOLS\":\"gdb\"}");
        assertThat(values(awaitResolved(1)))
                .containsOnlyKeys("VARIANT", "DEVTOOLS")
                .containsEntry("DEVTOOLS", new ArgValue("gdb", false));
    }

    @Test
    void aValueOfAnOptionalArgumentIsPublishedWithWhatItChanges() {
        BuildRef build = createProjectEnv();
        publish(
                found(
                        build,
                        "FROM alpine\nARG NAME\nARG PORT=80\nARG URL=http://x:${PORT}/\nRUN echo $NAME $URL\n"));
        awaitNeeds(build, 1);

        give("{\"PORT\":\"81\"}");

        BuildNeedsValues again = awaitNeeds(build, 2);
        assertThat(again.missing()).containsExactly("NAME");
        assertThat(evaluation(again).arguments())
                .filteredOn(one -> one.argument().name().equals("URL"))
                .extracting(one -> one.argument().defaultValue())
                .containsExactly(Optional.of("http://x:81/"));
    }

    @Test
    void anEmptyDefaultInFromIsFilledByAValueThatIsThere() throws Exception {
        BuildRef build = createProjectEnv();
        give("{\"BASE\":\"alpine\"}");

        publish(found(build, "ARG BASE=\nFROM ${BASE}\n"));

        assertThat(values(awaitResolved(1))).containsEntry("BASE", new ArgValue("alpine", false));
    }

    @Test
    void aValueThatNoBuilderTakesEndsTheBuildWithItsLine() {
        BuildRef build = createProjectEnv();
        give("{\"TAG\":\"a b\"}");

        publish(found(build, "ARG TAG\nFROM alpine:$TAG\n"));

        BuildFailed failed = broker.awaitEvent(BuildFailed.class, e -> e.build().equals(build));
        assertThat(failed.reason().is(BuildFailureReason.VALUES_UNUSABLE)).isTrue();
        assertThat(failed.message())
                .startsWith("With the values it has, line 2 of the Dockerfile cannot be built: ");
    }

    @Test
    void aNameThatNothingDeclaresIsRefusedOnceTheDockerfileIsKnown() {
        BuildRef build = createProjectEnv();
        give("{\"MAJRO\":\"1\"}");
        publish(found(build, "FROM alpine\nARG MAJOR\nRUN echo $MAJOR\n"));
        BuildNeedsValues needs = awaitNeeds(build, 1);
        assertThat(evaluation(needs).warnings())
                .anyMatch(warning -> warning.message().contains("did you mean MAJOR?"));

        change("", "{\"MAJROR\":\"1\"}")
                .statusCode(422)
                .body("field", equalTo("MAJROR"))
                .body(
                        "detail",
                        equalTo(
                                "No ARG of the Dockerfile declares MAJROR (did you mean MAJOR?)."
                                        + " Correct the name, or repeat the request with force=true"
                                        + " to keep the value for another branch."));
        change("", "{\"MAJRO\":null}").statusCode(200);
        change("?force=true", "{\"OTHER\":\"1\"}").statusCode(200);
    }

    @Test
    void aNameIsRefusedForAProjectOnlyIfNoneOfItsProjectEnvsDeclaresIt() {
        BuildRef build = createProjectEnv();
        publish(found(build, "FROM alpine\nARG MAJOR\nRUN echo $MAJOR\n"));
        awaitNeeds(build, 1);

        patch("/projects/" + project + "/args", "{\"MINOR\":\"1\"}").then().statusCode(422);
        FrontDoor.projectEnv(project, FrontDoor.environment());
        patch("/projects/" + project + "/args", "{\"MINOR\":\"1\"}").then().statusCode(200);
    }

    @Test
    void theRestIsLeftEmptyAlsoOfWhatThatBrings() throws Exception {
        BuildRef build = createProjectEnv();
        publish(
                found(
                        build,
                        """
                        ARG MODE=plain
                        FROM alpine AS mode-plain
                        ARG BUILDTIME
                        ARG VERSION
                        RUN echo $BUILDTIME $VERSION
                        FROM mode-${MODE}
                        """));
        assertThat(awaitNeeds(build, 1).missing()).containsExactly("BUILDTIME", "VERSION");

        change("?leaveRestEmpty=true", "{\"VERSION\":\"1\"}").statusCode(200);

        assertThat(values(awaitResolved(1)))
                .containsEntry("BUILDTIME", new ArgValue("", false))
                .containsEntry("VERSION", new ArgValue("1", false));
    }

    @Test
    void whatCannotBeEmptyIsStillAskedFor() {
        BuildRef build = createProjectEnv();
        publish(found(build, "ARG TAG\nFROM alpine:$TAG\nARG NOTE\nRUN echo $NOTE\n"));
        assertThat(awaitNeeds(build, 1).missing()).containsExactly("TAG", "NOTE");

        change("?leaveRestEmpty=true", "{}").statusCode(200);

        assertThat(awaitNeeds(build, 2).missing()).containsExactly("TAG");
    }

    @Test
    void aProjectEnvMayLeaveSoftArgumentsEmptyForGood() throws Exception {
        BuildRef build = createProjectEnv();
        patch("/project-envs/" + projectEnv, "{\"softArguments\":\"EMPTY\"}")
                .then()
                .statusCode(200)
                .body("softArguments", equalTo("EMPTY"));

        publish(found(build, "FROM alpine\nARG NOTE\nRUN echo $NOTE\n"));

        assertThat(values(awaitResolved(1))).isEmpty();
        get("/project-envs/" + projectEnv).then().body("softArguments", equalTo("EMPTY"));
    }

    @Test
    void aChangeOfTheSettingIsFeltByABuildThatWaits() throws Exception {
        BuildRef build = createProjectEnv();
        publish(found(build, "FROM alpine\nARG NOTE\nRUN echo $NOTE\n"));
        awaitNeeds(build, 1);

        patch("/project-envs/" + projectEnv, "{\"softArguments\":\"EMPTY\"}")
                .then()
                .statusCode(200);

        assertThat(values(awaitResolved(1))).isEmpty();
    }

    @Test
    void anotherSettingThanTheTwoIsRefused() {
        createProjectEnv();

        patch("/project-envs/" + projectEnv, "{\"softArguments\":\"MAYBE\"}")
                .then()
                .statusCode(422)
                .body("field", equalTo("softArguments"));
        post(
                        "/project-envs",
                        "{\"project\":\"%s\",\"environment\":\"%s\",\"softArguments\":\"empty\"}"
                                .formatted(project, FrontDoor.environment()))
                .then()
                .statusCode(422)
                .body("field", equalTo("softArguments"));
    }

    private void give(String json) {
        change("", json).statusCode(200);
    }

    private io.restassured.response.ValidatableResponse change(String query, String json) {
        return patch("/project-envs/" + projectEnv + "/args" + query, json).then();
    }

    private BuildNeedsValues awaitNeeds(BuildRef build, int times) {
        return broker.awaitEvent(BuildNeedsValues.class, times, e -> e.build().equals(build));
    }

    private static Evaluation evaluation(BuildNeedsValues needs) {
        return needs.evaluation().orElseThrow();
    }
}
