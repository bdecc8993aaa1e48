// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static dev.hornero.statusservice.Api.eventually;
import static dev.hornero.statusservice.Api.get;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.events.Code;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.job.BuildStep;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.statusservice.imagebuild.model.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class BuildsIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject Api api;

    private final String project = "shop-" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = Story.begin(project, NOON);
    private final String path = "/builds/" + story.build().id();

    @BeforeEach
    void open() {
        api.open();
    }

    @Test
    void buildIsSeenInEveryPhase() {
        api.publish(story.created());
        eventually(() ->
                get(path)
                        .statusCode(200)
                        .body("phase", equalTo("REQUESTED"))
                        .body("number", equalTo(1))
                        .body("projectEnv", equalTo("prod-" + project))
                        .body("project", equalTo(project))
                        .body("environment", equalTo("prod"))
                        .body("cluster", equalTo("main"))
                        .body("namespace", equalTo("builds"))
                        .body("branch", equalTo("prod"))
                        .body("requestedBy", equalTo("ana"))
                        .body("tags", contains("latest"))
                        .body("times.requested", equalTo("2026-03-01T12:00:01Z")));

        api.publish(story.scanned(Story.FIRST_COMMIT, "VERSION"), story.needsValues("VERSION"));
        eventually(() ->
                get(path)
                        .body("phase", equalTo("NEEDS_VALUES"))
                        .body("commit.sha", equalTo(Story.FIRST_COMMIT))
                        .body("missing.name", contains("VERSION"))
                        .body("missing[0].description", equalTo("What VERSION is for."))
                        .body("missing[0].hard", equalTo(false))
                        .body("arguments.name", contains("VERSION", "COLOUR"))
                        .body("arguments[1].default", equalTo("red"))
                        .body("warnings[0].code", equalTo("SECRET_ARG")));

        api.publish(story.resolved(Story.FIRST_COMMIT, 1), story.queued());
        eventually(() ->
                get(path)
                        .body("phase", equalTo("QUEUED"))
                        .body("ahead", equalTo(0))
                        .body("missing", empty()));

        api.publish(story.launched());
        eventually(() -> get(path).body("phase", equalTo("LAUNCHED")));

        api.publish(story.started(), story.doing(BuildStep.BUILDING));
        eventually(() ->
                get(path)
                        .body("phase", equalTo("RUNNING"))
                        .body("step", equalTo("BUILDING"))
                        .body("instruction", equalTo("RUN make")));

        api.publish(story.succeeded());
        eventually(() ->
                get(path)
                        .body("phase", equalTo("SUCCEEDED"))
                        .body("step", nullValue())
                        .body("image", equalTo("registry.example/prod-shop:latest"))
                        .body("digest", equalTo("sha256:" + "d".repeat(64)))
                        .body("tags", contains("latest", "1"))
                        .body("reason", nullValue())
                        .body("times.ended", equalTo("2026-03-01T12:00:09Z")));
        get(path + "/events")
                .statusCode(200)
                .body("items", hasSize(9))
                .body("items[0].type", equalTo("dev.hornero.ProjectEnvCreated.v1"))
                .body("items[0].source", equalTo("project-service"))
                .body("items[2].text", equalTo("Values are needed: VERSION."))
                .body("items[8].text", containsString("registry.example/prod-shop:latest"));
    }

    @Test
    void missingValueIsShownWithWhatItRestsOnAndWhatItWouldAskFor() {
        api.publish(
                story.created(),
                story.scanned(Story.FIRST_COMMIT, "VARIANT"),
                story.needsValues(Story.requiringVariant(), "VARIANT"));
        eventually(() ->
                get(path)
                        .body("missing[0].since", empty())
                        .body("consequences[0].name", equalTo("VARIANT"))
                        .body("consequences[0].value", equalTo("dev"))
                        .body("consequences[0].needs", contains("DEVTOOLS")));

        api.publish(
                story.needsValues(
                        Story.requiringSince(Optional.of("dev"), "DEVTOOLS"), "DEVTOOLS"));
        eventually(() ->
                get(path)
                        .body("missing.name", contains("DEVTOOLS"))
                        .body("missing[0].description", equalTo("What DEVTOOLS is for."))
                        .body("missing[0].since[0].name", equalTo("VARIANT"))
                        .body("missing[0].since[0].value", equalTo("dev"))
                        .body("arguments.name", contains("VARIANT", "DEVTOOLS"))
                        .body("arguments[1].since[0].value", equalTo("dev"))
                        .body("consequences", empty()));
        get(path + "/events")
                .body(
                        "items[3].text",
                        equalTo("Values are needed: DEVTOOLS (since VARIANT is dev)."));
    }

    @Test
    void argumentsAreComparedWithTheLastBuildBeforeThatHasAny() {
        Story unscanned = story.next();
        Story third = unscanned.next();
        api.publish(
                story.created(),
                story.scanned(Story.FIRST_COMMIT, "OLD"),
                unscanned.requested(),
                unscanned.scanFailed(),
                third.requested(),
                third.scanned(Story.NEWER_COMMIT, "NEW"));

        eventually(() ->
                get("/builds/" + third.build().id())
                        .body("changes.since", equalTo(1))
                        .body("changes.added", contains("NEW"))
                        .body("changes.removed", contains("OLD"))
                        .body("changes.defaultChanged", empty()));
        get(path).statusCode(200).body("changes", nullValue());
        get("/builds/" + unscanned.build().id()).statusCode(200).body("changes", nullValue());
        get("/builds?projectEnv=prod-" + project).body("items.changes", everyItem(nullValue()));
    }

    @Test
    void whatTheCheckoutLeftOutIsAWarningOfTheBuild() {
        api.publish(
                story.created(),
                story.scanned(Story.FIRST_COMMIT),
                story.resolved(Story.FIRST_COMMIT, 1, Story.requiring()),
                story.started(),
                story.buildingWithout("vendor/lib"),
                story.succeeded());

        eventually(() ->
                get(path)
                        .body("phase", equalTo("SUCCEEDED"))
                        .body("warnings.code", contains("UNKNOWN_ARG", "SUBMODULE_LEFT_OUT"))
                        .body("warnings.about", contains("VALUE", "CHECKOUT"))
                        .body("warnings[1].line", nullValue())
                        .body("warnings[1].message", equalTo("vendor/lib is a submodule.")));
        get(path + "/events")
                .body("items[4].text", containsString("Warning: vendor/lib is a submodule."));
    }

    @Test
    void failureIsReportedWithReasonAndHint() {
        api.publish(
                story.created(),
                story.scanned(Story.FIRST_COMMIT),
                story.resolved(Story.FIRST_COMMIT, 1),
                story.started(),
                story.failed());

        eventually(() ->
                get(path)
                        .body("phase", equalTo("FAILED"))
                        .body("reason", equalTo("DOCKERFILE_STEP_FAILED"))
                        .body("message", equalTo("RUN make ended with exit code 2."))
                        .body(
                                "hint",
                                equalTo("Read the end of the log: the command itself failed."))
                        .body("exitCode", equalTo(2))
                        .body("instruction", equalTo("RUN make")));
    }

    @Test
    void whatALaterReleasePublishesIsShownByItsText() {
        api.publish(
                story.created(),
                story.scannedWith(new Code<>(ArgRequirement.class, "WANTED")),
                story.started(),
                story.doing(new Code<>(BuildStep.class, "SIGNING")));
        eventually(() ->
                get(path)
                        .body("step", equalTo("SIGNING"))
                        .body("arguments.requirement", contains("WANTED")));

        api.publish(
                story.failed(
                        new Code<>(BuildFailureReason.class, "UNSIGNED"),
                        "The image has no signature."));
        eventually(() ->
                get(path)
                        .body("phase", equalTo("FAILED"))
                        .body("reason", equalTo("UNSIGNED"))
                        .body("message", equalTo("The image has no signature.")));
    }

    @Test
    void refusedRequestsStopNothing() {
        api.publish(story.orderRefused(), story.projectEnvRefused(), story.created());

        eventually(() -> get(path).body("phase", equalTo("REQUESTED")));
    }

    @Test
    void failedScanIsReportedWithItsLine() {
        api.publish(story.created(), story.scanFailed());

        eventually(() ->
                get(path)
                        .body("phase", equalTo("FAILED"))
                        .body("reason", equalTo("DOCKERFILE_INVALID"))
                        .body("line", equalTo(7))
                        .body("message", containsString("unknown instruction: FORM")));
    }

    @Test
    void cancelledBuildSaysSo() {
        api.publish(story.created(), story.needsValues("VERSION"), story.cancelled());

        eventually(() ->
                get(path)
                        .body("phase", equalTo("CANCELLED"))
                        .body("message", equalTo("Cancelled by ben before it was queued.")));
    }

    @Test
    void disorderAndRepetitionGiveTheSameBuild() {
        List<Envelope<?>> published =
                List.of(
                        story.created(),
                        story.scanned(Story.FIRST_COMMIT, "VERSION"),
                        story.scanned(Story.NEWER_COMMIT, "VERSION"),
                        story.needsValues("VERSION"),
                        story.resolved(Story.NEWER_COMMIT, 1),
                        story.queued(),
                        story.started(),
                        story.jobCancelled(),
                        story.succeeded());
        List<Envelope<?>> disorder = new ArrayList<>(published);
        disorder.addAll(published);
        Collections.shuffle(disorder, new Random(7));

        api.publish(disorder.toArray(Envelope<?>[]::new));

        eventually(() -> {
            get(path + "/events").body("items", hasSize(published.size()));
            get(path)
                    .body("phase", equalTo("SUCCEEDED"))
                    .body("commit.sha", equalTo(Story.NEWER_COMMIT))
                    .body("times.requested", equalTo("2026-03-01T12:00:01Z"))
                    .body("times.scanned", equalTo("2026-03-01T12:00:03Z"))
                    .body("times.started", equalTo("2026-03-01T12:00:07Z"))
                    .body("times.ended", equalTo("2026-03-01T12:00:09Z"));
        });
    }

    @Test
    void queuedBuildSaysHowManyAreAhead() {
        Story second = story.next();
        Story third = second.next();
        api.publish(
                story.created(),
                story.resolved(Story.FIRST_COMMIT, 1),
                story.started(),
                second.requested(),
                second.resolved(Story.FIRST_COMMIT, 2),
                third.requested(),
                third.resolved(Story.FIRST_COMMIT, 3));

        eventually(() -> get("/builds/" + third.build().id()).body("ahead", equalTo(2)));
        api.publish(story.failed());
        eventually(() -> get("/builds/" + third.build().id()).body("ahead", equalTo(1)));
        get("/builds/" + second.build().id()).body("ahead", equalTo(0));
        get(path).body("ahead", nullValue());
    }

    @Test
    void silentClusterIsNamed() {
        api.publish(story.created(), story.resolved(Story.FIRST_COMMIT, 1));

        eventually(() ->
                get(path)
                        .body("phase", equalTo("QUEUED"))
                        .body("waiting.reason", equalTo("CLUSTER_SILENT"))
                        .body(
                                "waiting.message",
                                containsString(
                                        "No build-orchestrator has answered for cluster main")));
    }

    @Test
    void projectEnvShowsWhatItNeeds() {
        api.publish(
                story.created(),
                story.scanned(Story.FIRST_COMMIT, "VERSION"),
                story.needsValues("VERSION"));

        String item = "items.find { it.project == '" + project + "' }";
        eventually(() ->
                get("/project-envs?limit=200")
                        .statusCode(200)
                        .body(item + ".name", equalTo("prod-" + project))
                        .body(item + ".phase", equalTo("NEEDS_VALUES"))
                        .body(item + ".missing.name", contains("VERSION"))
                        .body(item + ".optional[0].name", equalTo("COLOUR"))
                        .body(item + ".optional[0].default", equalTo("red"))
                        .body(item + ".optional[0].description", equalTo("The colour of the sign."))
                        .body(item + ".lastBuild.number", equalTo(1)));

        Story second = story.next();
        api.publish(second.requested());
        eventually(() ->
                get("/project-envs?limit=200")
                        .body(item + ".phase", equalTo("REQUESTED"))
                        .body(item + ".lastBuild.number", equalTo(2)));

        api.publish(story.deleted());
        eventually(
                () -> get("/project-envs?limit=200").body("items.project", not(hasItem(project))));
    }

    @Test
    void defaultsThatDifferAreShownEachWithItsLine() {
        api.publish(story.created(), story.needsValues(Story.requiring("VERSION"), "VERSION"));

        eventually(() ->
                get(path)
                        .body("arguments.name", contains("VERSION", "COLOUR", "VARIANT"))
                        .body("arguments[1].defaults", nullValue())
                        .body("arguments[2].default", equalTo("prod"))
                        .body("arguments[2].defaults.line", contains(1, 6))
                        .body("arguments[2].defaults.value", contains("dev", "prod")));
        String optional = "items.find { it.project == '" + project + "' }.optional";
        get("/project-envs?limit=200")
                .body(optional + "[0].defaults", nullValue())
                .body(optional + "[1].default", equalTo("prod"))
                .body(optional + "[1].defaults.line", contains(1, 6))
                .body(optional + "[1].defaults.value", contains("dev", "prod"));
    }

    @Test
    void buildsAreListedByFilterInPages() {
        Story second = story.next();
        Story third = second.next();
        api.publish(
                story.created(),
                story.scanFailed(),
                second.requested(),
                third.requested(),
                Story.begin(project + "-other", NOON).created());

        eventually(() ->
                get("/builds?project=" + project)
                        .statusCode(200)
                        .body("items.number", contains(3, 2, 1))
                        .body("items.phase", contains("REQUESTED", "REQUESTED", "FAILED"))
                        .body("next", nullValue()));
        String next =
                get("/builds?limit=2&projectEnv=prod-" + project)
                        .body("items.number", contains(3, 2))
                        .extract()
                        .path("next");
        get("/builds?limit=2&projectEnv=prod-" + project + "&cursor=" + next)
                .body("items.number", contains(1))
                .body("next", nullValue());
        get("/builds?phase=FAILED&environment=prod&project=" + project)
                .body("items.number", contains(1));
    }

    @Test
    void aBuildIsFoundByItsNumber() {
        Story second = story.next();
        api.publish(story.created(), second.requested());

        String name = "projectEnv=prod-" + project;
        eventually(() -> {
            get("/builds?number=2&" + name)
                    .statusCode(200)
                    .body("items.id", contains(second.build().id().toString()));
            get("/builds?number=1&" + name).body("items.number", contains(1));
        });
        get("/builds?number=3&" + name).statusCode(200).body("items", empty());
        get("/builds?number=0&" + name).statusCode(422).body("field", equalTo("number"));
        get("/builds?number=2").statusCode(422).body("detail", containsString("projectEnv"));
    }

    @Test
    void aNameMeansTheProjectEnvThatExists() {
        Story second = story.next();
        Story anew = Story.anew(second, NOON.plusSeconds(60));
        String deletedId = story.build().projectEnv().id().toString();
        api.publish(story.created(), second.requested(), second.scanFailed());
        api.publish(story.deleted());
        api.publish(anew.created());

        String name = "projectEnv=prod-" + project;
        eventually(() -> {
            get("/builds?" + name).statusCode(200).body("items.number", contains(3));
            get("/builds?project=" + project).body("items.number", contains(3));
            get("/builds?phase=FAILED&project=" + project).body("items", empty());
            get("/builds?deleted=false&" + name).body("items.number", contains(3));
            get("/builds?deleted=true&" + name).body("items.number", contains(3, 2, 1));
            get("/builds?projectEnv=" + deletedId).body("items.number", contains(2, 1));
        });
        get("/builds/" + second.build().id()).body("phase", equalTo("FAILED"));
        get("/builds?deleted=perhaps&" + name).statusCode(422).body("field", equalTo("deleted"));
    }

    @Test
    void whoOrderedABuildFindsItByTheOrder() {
        String order = "order-" + UUID.randomUUID();
        Story ordered = story.next().causedBy(order, "shop");
        Story others = ordered.next().causedBy(order, "bakery");
        api.publish(story.created(), ordered.requested(), ordered.scanFailed(), others.requested());

        eventually(() -> {
            get("/builds?causedBy=" + order).body("items.number", contains(3, 2));
            get("/builds?causedBySource=shop&causedBy=" + order)
                    .body("items.number", contains(2))
                    .body("items[0].causedBy", equalTo(order));
        });
        get("/builds?causedBy=another").body("items", empty());
    }
}
