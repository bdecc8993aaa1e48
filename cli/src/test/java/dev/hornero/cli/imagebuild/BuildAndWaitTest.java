// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.cli.BuildJson;
import dev.hornero.cli.CommandLineRun;
import dev.hornero.cli.CommandLineRun.Result;
import dev.hornero.cli.FakeHornero;
import dev.hornero.cli.FakeHornero.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildAndWaitTest {
    private static final String ORDER = "POST /api/v1/project-envs/dev-shop/builds";
    private static final String STATUS = "GET /status/v1/builds/b-4";
    private static final String LOG = "GET /status/v1/builds/b-4/logs";
    private static final String PINNED =
            "registry.example.com/shop/dev-shop:latest@sha256:" + "ab".repeat(32) + "\n";

    private final FakeHornero server =
            new FakeHornero()
                    .on(
                            ORDER,
                            202,
                            """
                            {"id":"b-4","number":4,"projectEnv":"dev-shop","phase":"REQUESTED"}\
                            """);

    @AfterEach
    void stop() {
        server.close();
    }

    private Result build(String... more) {
        String[] args = new String[5 + more.length];
        System.arraycopy(new String[] {"build", "-p", "shop", "-e", "dev"}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return CommandLineRun.with(server).hornero(args);
    }

    @Test
    void withoutWaitingItSaysThatTheBuildWasRequested() {
        Result result = build();

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("dev-shop #4 REQUESTED, build b-4\n");
    }

    @Test
    void sendsTheFourParametersAndTheArguments() {
        build(
                "--branch",
                "next",
                "--commit",
                "abc123",
                "--tag",
                "1.2",
                "--arg",
                "VERSION=1=2",
                "--arg",
                "EMPTY=",
                "--no-cache");

        assertThat(server.calls("POST", "/api/v1"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.body())
                            .isEqualTo(
                                    """
                                    {"branch":"next","commit":"abc123","tag":"1.2",\
                                    "args":{"VERSION":"1=2","EMPTY":""},"cache":false}\
                                    """);
                    assertThat(call.headers()).containsKey("Idempotency-key");
                });
    }

    @Test
    void leavesOutWhatIsNotGiven() {
        build();

        assertThat(server.calls("POST", "/api/v1").getFirst().body()).isEqualTo("{}");
    }

    @Test
    void waitingEndsWithThePinnedImageAloneOnTheStandardOutput() {
        server.on(STATUS, BuildJson.inPhase("QUEUED", "\"ahead\":2,"))
                .on(STATUS, BuildJson.inPhase("RUNNING", "\"step\":\"FETCHING\","))
                .on(STATUS, BuildJson.succeeded())
                .on(
                        LOG,
                        new Reply.Events(
                                """
                                event: line
                                id: 1
                                data: {"cursor":"1","text":"Unpacking"}

                                : heartbeat

                                event: line
                                id: 2
                                data: {"cursor":"2","text":"Pushed"}

                                event: end
                                data:

                                """));

        Result result = build("--wait");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo(PINNED);
        assertThat(result.err())
                .containsSubsequence(
                        "dev-shop #4  REQUESTED\n",
                        "dev-shop #4  QUEUED  2 builds ahead\n",
                        "dev-shop #4  RUNNING  FETCHING\n",
                        "dev-shop #4  SUCCEEDED  after 1:05\n")
                .containsSubsequence("Unpacking\n", "Pushed\n", "SUCCEEDED");
    }

    @Test
    void waitingEndsWithWhatTheCheckoutLeftOut() {
        server.on(STATUS, BuildJson.succeededWithoutSubmodule());

        Result result = build("--wait");

        assertThat(result.out()).isEqualTo(PINNED);
        assertThat(result.err())
                .endsWith(
                        """
                        dev-shop #4  SUCCEEDED  after 1:05
                        Warning: vendor/lib is a submodule.
                        """);
    }

    @Test
    void aBuildThatStatusDoesNotKnowYetIsRequested() {
        server.problem(STATUS, 404, "No such build.", Optional.empty())
                .problem(STATUS, 404, "No such build.", Optional.empty())
                .on(STATUS, BuildJson.inPhase("CANCELLED", ""));

        Result result = build("--wait");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).isEqualTo("dev-shop #4  REQUESTED\ndev-shop #4  CANCELLED\n");
    }

    @Test
    void aFailedBuildSaysWhyAndWhatToDo() {
        server.on(
                STATUS,
                BuildJson.inPhase(
                        "FAILED",
                        """
                        "reason":"DOCKERFILE_STEP_FAILED","message":"RUN npm ci exited with 1.",
                        "hint":"Read the end of the log.","line":7,"exitCode":1,\
                        """));

        Result result = build("--wait");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .endsWith(
                        """
                        dev-shop #4  FAILED
                          DOCKERFILE_STEP_FAILED
                          RUN npm ci exited with 1.
                          Dockerfile line 7
                          Read the end of the log.
                        """);
    }

    @Test
    void missingValuesEndTheWaitWithTheirNamesAndTheNextStep() {
        server.on(STATUS, BuildJson.needsValues());

        Result result = build("--wait");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err())
                .endsWith(
                        """
                        dev-shop #4  NEEDS_VALUES
                          VERSION              the version to show
                          TOKEN                (may be empty)
                        The build goes on by itself after: hornero args set -p shop -e dev \
                        VERSION=… TOKEN=…
                        """);
    }

    @Test
    void missingValuesAreExplained() {
        server.on(STATUS, BuildJson.needsValuesSince());

        Result result = build("--wait");

        assertThat(result.err())
                .endsWith(
                        """
                        dev-shop #4  NEEDS_VALUES
                          VARIANT              which image
                                               with VARIANT=dev also DEVTOOLS, GDB
                                               with VARIANT=prod also LICENSE
                          PROXY                (needed since NET is corp and TOKEN has a value; \
                        may be empty)
                        Warning: No ARG declares PROT.
                        Changes since #3: new PROXY, VARIANT; gone OLD; the default of PORT is \
                        8081, was 8080; the default of HOST is empty, was none; the default of USER \
                        is gone, was root
                        The build goes on by itself after: hornero args set -p shop -e dev \
                        VARIANT=… PROXY=…
                        """);
    }

    @Test
    void aWaitThatTakesTooLongLeavesTheBuildAlone() {
        server.on(STATUS, BuildJson.inPhase("RUNNING", ""));
        AtomicReference<Instant> time = new AtomicReference<>(CommandLineRun.NOW);
        Clock quick =
                new Clock() {
                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return time.getAndUpdate(now -> now.plus(Duration.ofMinutes(1)));
                    }
                };

        Result result =
                CommandLineRun.with(server)
                        .clock(quick)
                        .hornero("build", "-p", "shop", "-e", "dev", "--wait", "--timeout", "3");

        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err())
                .endsWith(
                        "dev-shop #4 has not ended after 3 minutes and goes on: hornero logs -f"
                                + " b-4\n");
        assertThat(server.calls("POST", "/api/v1/builds")).isEmpty();
    }

    @Test
    void aLostConnectionIsSaidOnceAndTriedAgain() {
        server.on(STATUS, BuildJson.inPhase("QUEUED", ""))
                .on(STATUS, new Reply.BrokenConnection())
                .on(STATUS, 503, "{}")
                .on(STATUS, BuildJson.succeeded());

        Result result = build("--wait");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo(PINNED);
        assertThat(result.err())
                .containsOnlyOnce("Connection lost, trying again:")
                .containsSubsequence("Connection lost", "Connected again.", "SUCCEEDED");
    }

    @Test
    void anOrderWhoseAnswerWasLostIsRepeatedUnderTheSameKey() {
        String order = "POST /api/v1/project-envs/prod-shop/builds";
        server.on(order, new Reply.BrokenConnection())
                .on(
                        order,
                        202,
                        """
                        {"id":"b-9","number":9,"projectEnv":"prod-shop","phase":"REQUESTED"}\
                        """);

        Result result = CommandLineRun.with(server).hornero("build", "-p", "shop", "-e", "prod");

        assertThat(result.exitCode()).isZero();
        assertThat(server.calls("POST", "/api/v1"))
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(call -> call.headers().get("Idempotency-key"))
                .doesNotContainNull()
                .containsOnly(
                        server.calls("POST", "/api/v1")
                                .getFirst()
                                .headers()
                                .get("Idempotency-key"));
    }

    @Test
    void asJsonTheBuildIsTheAnswerHoweverItEnds() {
        server.on(STATUS, BuildJson.needsValues());

        Result result = build("--wait", "-o", "json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).startsWith("{\n").contains("\"phase\": \"NEEDS_VALUES\"");
    }

    @Test
    void asJsonEverythingAboutMissingValuesIsPassedOn() {
        server.on(STATUS, BuildJson.needsValuesSince());

        Result result = build("--wait", "-o", "jsonl");

        assertThat(result.out()).contains("\"since\":3", "\"needs\":[\"LICENSE\"]", "\"NET\"");
    }

    @Test
    void theLogGoesOnBehindTheLastLineWhenItsConnectionIsLost() {
        server.on(STATUS, BuildJson.succeeded())
                .on(
                        LOG,
                        new Reply.Events(
                                "event: line\nid: 7\ndata: {\"cursor\":\"7\",\"text\":\"one\"}\n\n"))
                .on(
                        LOG,
                        new Reply.Events(
                                """
                                event: line
                                id: 8
                                data: {"cursor":"8","text":"two"}

                                event: end
                                data:

                                """));

        Result result = CommandLineRun.with(server).hornero("logs", "-f", "b-4");

        assertThat(result.out()).isEqualTo("one\ntwo\n");
        assertThat(server.calls("GET", "/status/v1/builds/b-4/logs"))
                .extracting(call -> call.headers().getOrDefault("Last-event-id", "none"))
                .containsExactly("none", "7");
    }

    @Test
    void theLogOfABuildThatIsNowhereEndsWithASentence() {
        server.problem(LOG, 404, "There is no build b-4.", Optional.empty());

        Result result = CommandLineRun.with(server).hornero("logs", "-f", "b-4");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("hornero: There is no build b-4.\n");
    }
}
