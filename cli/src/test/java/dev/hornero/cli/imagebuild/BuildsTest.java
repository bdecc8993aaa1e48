// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.cli.BuildJson;
import dev.hornero.cli.CommandLineRun;
import dev.hornero.cli.CommandLineRun.Result;
import dev.hornero.cli.FakeHornero;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildsTest {
    private final FakeHornero server = new FakeHornero();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsBuildsWithWhatTheyDo() {
        server.on(
                "GET /status/v1/builds",
                "{\"items\":["
                        + BuildJson.inPhase(
                                "RUNNING", "\"step\":\"BUILDING\",\"instruction\":\"RUN make\",")
                        + "]}");

        Result result =
                CommandLineRun.with(server)
                        .hornero("builds", "-p", "shop", "-e", "dev", "--phase", "running");

        assertThat(result.out())
                .isEqualTo(
                        """
                        BUILD       PHASE    SINCE   BRANCH  COMMIT    ID   DETAIL
                        dev-shop#4  RUNNING  5m ago  dev     01234567  b-4  BUILDING: RUN make
                        """);
        assertThat(server.calls("GET", "/status/v1/builds").getFirst().target())
                .endsWith("?project=shop&environment=dev&phase=RUNNING&limit=20");
    }

    @Test
    void followsTheCursorUpToTheLimit() {
        server.on(
                        "GET /status/v1/builds?limit=2",
                        "{\"items\":[" + BuildJson.succeeded() + "],\"next\":\"a b\"}")
                .on(
                        "GET /status/v1/builds?limit=2&cursor=a%20b",
                        "{\"items\":["
                                + BuildJson.succeeded()
                                + ","
                                + BuildJson.succeeded()
                                + "],\"next\":\"c\"}");

        Result result =
                CommandLineRun.with(server).hornero("builds", "--limit", "2", "-o", "jsonl");

        assertThat(result.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\""));
    }

    @Test
    void showsOneByItsNumber() {
        server.on(
                        "GET /status/v1/builds?projectEnv=dev-shop&number=4",
                        "{\"items\":[" + BuildJson.succeeded() + "]}")
                .on("GET /status/v1/builds/b-4", BuildJson.succeeded());

        Result result = CommandLineRun.with(server).hornero("builds", "show", "dev-shop#4");

        assertThat(result.out())
                .isEqualTo(
                        """
                        build      dev-shop #4  b-4
                        phase      SUCCEEDED
                        branch     dev
                        commit     0123456789abcdef0123456789abcdef01234567  Sell more
                        image      registry.example.com/shop/dev-shop:latest
                        digest     sha256:%s
                        tags       latest
                        requested  2026-03-01T11:55:00Z
                        ended      2026-03-01T11:56:05Z
                        """
                                .formatted("ab".repeat(32)));
    }

    @Test
    void showsWhatIsMissingAndWhy() {
        server.on("GET /status/v1/builds/b-4", BuildJson.needsValuesSince());

        assertThat(CommandLineRun.with(server).hornero("builds", "show", "b-4").out())
                .contains(
                        """
                        changes    since #3: new PROXY, VARIANT; gone OLD; the default of PORT is \
                        8081, was 8080; the default of HOST is empty, was none; the default of USER \
                        is gone, was root
                        warning    line 9: It is left out.
                        warning    No ARG declares PROT.
                        missing    VARIANT              which image
                                                        with VARIANT=dev also DEVTOOLS, GDB
                                                        with VARIANT=prod also LICENSE
                        missing    PROXY                (needed since NET is corp and TOKEN has a \
                        value; may be empty)
                        next       hornero args set -p shop -e dev VARIANT=… PROXY=…
                        """);
    }

    @Test
    void showsWhatTheCheckoutLeftOut() {
        server.on("GET /status/v1/builds/b-4", BuildJson.succeededWithoutSubmodule());

        assertThat(CommandLineRun.with(server).hornero("builds", "show", "b-4").out())
                .endsWith(
                        """
                        warning    line 9: It is left out.
                        warning    vendor/lib is a submodule.
                        """);
    }

    @Test
    void cancelsTheLastBuildOfAProjectEnv() {
        server.on(
                        "GET /status/v1/builds?projectEnv=dev-shop",
                        "{\"items\":[" + BuildJson.inPhase("QUEUED", "") + "]}")
                .on("POST /api/v1/builds/b-4/cancel", 202, "{\"id\":\"b-4\"}");

        Result result = CommandLineRun.with(server).hornero("cancel", "-p", "shop", "-e", "dev");

        assertThat(result.out()).isEqualTo("dev-shop #4 is being cancelled.\n");
    }

    @Test
    void cancellingWhatHasEndedSaysSo() {
        server.on("GET /status/v1/builds/b-4", BuildJson.succeeded())
                .problem(
                        "POST /api/v1/builds/b-4/cancel",
                        409,
                        "The build has ended.",
                        Optional.empty());

        Result result = CommandLineRun.with(server).hornero("cancel", "b-4");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("hornero: The build has ended.\n");
    }

    @Test
    void aBuildHasToBeNamed() {
        Result result = CommandLineRun.with(server).hornero("logs");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Which build?");
    }

    @Test
    void printsAStoredLogWithItsGaps() {
        server.on("GET /status/v1/builds/b-4", BuildJson.succeeded())
                .on(
                        "GET /status/v1/builds/b-4/logs",
                        """
                        {"lines":[{"cursor":"1","text":"one"},{"cursor":"2","text":"","gap":true},
                                  {"cursor":"3","text":"two"}],"complete":true}\
                        """);

        assertThat(CommandLineRun.with(server).hornero("logs", "b-4").out())
                .isEqualTo("one\n[lines are missing here]\ntwo\n");
    }
}
