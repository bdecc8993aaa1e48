// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.cli.BuildJson;
import dev.hornero.cli.CommandLineRun;
import dev.hornero.cli.CommandLineRun.Result;
import dev.hornero.cli.FakeHornero;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectListTest {
    private final FakeHornero server = new FakeHornero();

    @BeforeEach
    void someProjects() {
        server.on(
                        "GET /api/v1/projects",
                        """
                        {"items":[{"name":"bare","repository":"https://git.example.com/bare.git"},
                                  {"name":"shop","repository":"https://git.example.com/shop.git"}]}\
                        """)
                .on(
                        "GET /api/v1/project-envs",
                        """
                        {"items":[
                          {"id":"1","name":"dev-shop","project":"shop","environment":"dev"},
                          {"id":"2","name":"prod-shop","project":"shop","environment":"prod"},
                          {"id":"3","name":"new-shop","project":"shop","environment":"new"}]}\
                        """)
                .on(
                        "GET /status/v1/project-envs",
                        """
                        {"items":[
                          {"id":"1","name":"dev-shop","project":"shop","environment":"dev",
                           "phase":"NEEDS_VALUES",
                           "missing":[{"name":"VERSION","description":"the version to show","hard":true},
                                      {"name":"TOKEN","hard":false}],
                           "optional":[{"name":"COLOUR","default":"blue","description":"of the page"},
                                       {"name":"PORT","default":"9090",
                                        "defaults":[{"line":3,"value":"8080"},
                                                    {"line":7,"value":"9090"},
                                                    {"line":9,"value":"8080"}]}],
                           "lastBuild":%s},
                          {"id":"2","name":"prod-shop","project":"shop","environment":"prod",
                           "phase":"SUCCEEDED","missing":[],"optional":[],"lastBuild":%s}]}\
                        """
                                .formatted(BuildJson.needsValues(), BuildJson.succeeded()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsPhasesAndWhatHasToBeGiven() {
        Result result = CommandLineRun.with(server).hornero("project", "list");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .isEqualTo(
                        """
                        PROJECT  ENVIRONMENT  PHASE         BUILD  SINCE   DETAIL
                        bare     -            -             -      -       no environment yet
                        shop     dev          NEEDS_VALUES  #4     5m ago  needs VERSION, TOKEN
                        shop     prod         SUCCEEDED     #4     3m ago  \
                        registry.example.com/shop/dev-shop:latest@sha256:%s
                        shop     new          REQUESTED     #1     now

                        dev-shop needs values:
                          VERSION              the version to show
                          TOKEN                (may be empty)
                          COLOUR               default blue: of the page
                          PORT                 default 8080 (line 3,9), 9090 (line 7)
                          hornero args set -p shop -e dev VERSION=… TOKEN=…
                        """
                                .formatted("ab".repeat(32)));
    }

    @Test
    void missingValuesAreExplained() {
        try (FakeHornero other = new FakeHornero()) {
            other.on("GET /api/v1/projects", "{\"items\":[{\"name\":\"shop\"}]}")
                    .on(
                            "GET /api/v1/project-envs",
                            """
                            {"items":[{"id":"1","name":"dev-shop","project":"shop",
                                       "environment":"dev"}]}\
                            """)
                    .on(
                            "GET /status/v1/project-envs",
                            """
                            {"items":[{"id":"1","name":"dev-shop","project":"shop",
                              "environment":"dev","phase":"NEEDS_VALUES",
                              "missing":[{"name":"VARIANT","hard":false,
                                          "since":[{"name":"MODE","value":""}]}],
                              "lastBuild":%s}]}\
                            """
                                    .formatted(BuildJson.needsValuesSince()));

            assertThat(CommandLineRun.with(other).hornero("project", "list").out())
                    .endsWith(
                            """

                            dev-shop needs values:
                              VARIANT              (needed since MODE is empty; may be empty)
                                                   with VARIANT=dev also DEVTOOLS, GDB
                                                   with VARIANT=prod also LICENSE
                              Warning: No ARG declares PROT.
                              hornero args set -p shop -e dev VARIANT=…
                            """);
        }
    }

    @Test
    void onATerminalPhasesHaveColoursAndLongLinesAreCut() {
        Result result = CommandLineRun.with(server).interactive().hornero("project", "list");

        assertThat(result.out())
                .contains("\u001b[33mNEEDS_VALUES\u001b[0m", "\u001b[32mSUCCEEDED\u001b[0m")
                .contains("registry.example.com/shop/de…\n");
    }

    @Test
    void asJsonProjectsHoldTheirProjectEnvs() {
        Result result = CommandLineRun.with(server).hornero("project", "list", "-o", "jsonl");

        assertThat(result.out().lines())
                .hasSize(2)
                .first()
                .isEqualTo(
                        """
                        {"name":"bare","repository":"https://git.example.com/bare.git",\
                        "projectEnvs":[]}\
                        """);
        assertThat(result.out())
                .contains(
                        """
                        {"id":"3","name":"new-shop","project":"shop","environment":"new",\
                        "phase":"REQUESTED"}\
                        """);
    }
}
