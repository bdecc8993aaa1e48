// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.cli.CommandLineRun.Result;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private final FakeHornero server = new FakeHornero();

    @TempDir private Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    private String sent(String method) {
        return server.calls(method, "/api/v1").getLast().body();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("value"), content);
    }

    @Test
    void addsAnEnvironment() {
        server.on("POST /api/v1/environments", 201, "{\"name\":\"dev\"}");

        Result result =
                CommandLineRun.with(server)
                        .hornero(
                                "env", "add", "dev", "--cluster", "local", "--namespace", "builds");

        assertThat(result.out())
                .isEqualTo("Environment dev builds in cluster local, namespace builds.\n");
        assertThat(sent("POST"))
                .isEqualTo("{\"name\":\"dev\",\"cluster\":\"local\",\"namespace\":\"builds\"}");
    }

    @Test
    void addsAProjectAndSaysWhatComesNext() {
        server.on("POST /api/v1/projects", 201, "{\"name\":\"shop\"}");

        Result result =
                CommandLineRun.with(server)
                        .hornero(
                                "project",
                                "add",
                                "shop",
                                "--repository",
                                "https://git.example.com/shop.git",
                                "--dockerfile",
                                "docker/Dockerfile");

        assertThat(result.out())
                .isEqualTo(
                        "Project shop added. Next: hornero project-env add -p shop -e"
                                + " ENVIRONMENT\n");
        assertThat(sent("POST"))
                .isEqualTo(
                        """
                        {"name":"shop","repository":"https://git.example.com/shop.git",\
                        "dockerfilePath":"docker/Dockerfile"}\
                        """);
    }

    @Test
    void anEmptyValuePutsAProjectsDefaultBack() {
        server.on("PATCH /api/v1/projects/shop", "{\"name\":\"shop\"}");

        CommandLineRun.with(server)
                .hornero("project", "edit", "shop", "--target", "", "--context", "web");

        assertThat(sent("PATCH")).isEqualTo("{\"contextPath\":\"web\",\"target\":null}");
    }

    @Test
    void aProjectSaysWhatOfItsRepositoryBuildsTake() {
        server.on("POST /api/v1/projects", 201, "{\"name\":\"shop\"}");
        server.on("PATCH /api/v1/projects/shop", "{\"name\":\"shop\"}");

        CommandLineRun.with(server)
                .hornero(
                        "project",
                        "add",
                        "shop",
                        "--repository",
                        "https://h/x",
                        "--no-submodules",
                        "--git-directory");
        CommandLineRun.with(server)
                .hornero("project", "edit", "shop", "--submodules", "--no-git-directory");

        assertThat(sent("POST"))
                .isEqualTo(
                        """
                        {"name":"shop","repository":"https://h/x","submodules":false,\
                        "gitDirectory":true}\
                        """);
        assertThat(sent("PATCH")).isEqualTo("{\"submodules\":true,\"gitDirectory\":false}");
    }

    @Test
    void showsAProjectAndWhatOfItsRepositoryBuildsTake() {
        server.on(
                "GET /api/v1/projects/shop",
                """
                {"name":"shop","repository":"https://h/x","dockerfilePath":"Dockerfile",
                 "contextPath":".","submodules":true,"gitDirectory":false}\
                """);

        assertThat(CommandLineRun.with(server).hornero("project", "show", "shop").out())
                .isEqualTo(
                        """
                        project         shop
                        repository      https://h/x
                        Dockerfile      Dockerfile
                        context         .
                        submodules      true
                        git directory   false
                        """);
    }

    @Test
    void addingAProjectEnvStartsItsInitialBuild() {
        server.on(
                "POST /api/v1/project-envs",
                201,
                """
                {"id":"1","name":"dev-shop","project":"shop","environment":"dev",
                 "build":{"id":"b-1","number":1,"phase":"REQUESTED"}}\
                """);

        Result result =
                CommandLineRun.with(server)
                        .hornero(
                                "project-env",
                                "add",
                                "-p",
                                "shop",
                                "-e",
                                "dev",
                                "--build-timeout",
                                "1h30m",
                                "--memory",
                                "2Gi",
                                "--node-selector",
                                "pool=builds",
                                "--no-cache",
                                "--arg",
                                "VERSION=1");

        assertThat(result.out()).isEqualTo("dev-shop #1 REQUESTED, build b-1\n");
        assertThat(sent("POST"))
                .isEqualTo(
                        """
                        {"project":"shop","environment":"dev","timeout":"PT1H30M","cache":false,\
                        "nodeSelector":{"pool":"builds"},"resources":{"memoryRequest":"2Gi"},\
                        "args":{"VERSION":"1"}}\
                        """);
    }

    @Test
    void givesValuesWithTheirFlags() throws IOException {
        server.on(
                "PATCH /api/v1/project-envs/dev-shop/args",
                """
                {"items":[{"name":"TOKEN","secret":true,"origin":"PROJECT_ENV"},
                          {"name":"VERSION","value":"1=2","secret":false,"origin":"PROJECT"}]}\
                """);

        Result result =
                CommandLineRun.with(server)
                        .hornero(
                                "args",
                                "set",
                                "-p",
                                "shop",
                                "-e",
                                "dev",
                                "--secret",
                                "--file",
                                "KEY=" + file("line one\nline two\n"),
                                "TOKEN=");

        assertThat(sent("PATCH"))
                .isEqualTo(
                        """
                        {"TOKEN":{"value":"","secret":true},\
                        "KEY":{"value":"line one\\nline two","secret":true}}\
                        """);
        assertThat(result.out())
                .isEqualTo(
                        """
                        NAME     VALUE     OF
                        TOKEN    (secret)  project env
                        VERSION  1=2       project
                        """);
    }

    @Test
    void theRestIsLeftEmptyOnRequest() {
        server.on("PATCH /api/v1/project-envs/dev-shop/args", "{\"items\":[]}");

        Result result =
                CommandLineRun.with(server)
                        .hornero("args", "set", "-p", "shop", "-e", "dev", "--leave-rest-empty");

        assertThat(result.exitCode()).isZero();
        assertThat(sent("PATCH")).isEqualTo("{}");
        assertThat(server.calls("PATCH", "/api/v1").getLast().target())
                .isEqualTo("/api/v1/project-envs/dev-shop/args?leaveRestEmpty=true");
    }

    @Test
    void theRestIsThatOfOneProjectEnv() {
        Result result =
                CommandLineRun.with(server)
                        .hornero("args", "set", "-p", "shop", "A=1", "--leave-rest-empty");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--leave-rest-empty is for one ProjectEnv");
        assertThat(server.calls("PATCH", "/")).isEmpty();
    }

    @Test
    void aNameThatNoArgDeclaresIsKeptByForceOnly() {
        String args = "PATCH /api/v1/project-envs/dev-shop/args";
        server.problem(
                        args,
                        422,
                        "No ARG of the Dockerfile declares VERSON (did you mean VERSION?).",
                        Optional.of("VERSON"))
                .on(args + "?force=true", "{\"items\":[]}");
        String[] command = {"args", "set", "-p", "shop", "-e", "dev", "VERSON=1"};

        Result refused = CommandLineRun.with(server).hornero(command);
        Result kept =
                CommandLineRun.with(server)
                        .hornero("args", "set", "-p", "shop", "-e", "dev", "VERSON=1", "--force");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo(
                        "hornero: No ARG of the Dockerfile declares VERSON (did you mean VERSION?).\n");
        assertThat(kept.exitCode()).isZero();
    }

    @Test
    void aProjectEnvSaysWhatBecomesOfArgumentsThatMayBeEmpty() {
        server.on(
                        "PATCH /api/v1/project-envs/dev-shop",
                        "{\"name\":\"dev-shop\",\"softArguments\":\"EMPTY\"}")
                .on(
                        "GET /api/v1/project-envs/dev-shop",
                        "{\"name\":\"dev-shop\",\"softArguments\":\"EMPTY\"}");

        CommandLineRun.with(server)
                .hornero(
                        "project-env",
                        "edit",
                        "-p",
                        "shop",
                        "-e",
                        "dev",
                        "--soft-arguments",
                        "empty");

        assertThat(sent("PATCH")).isEqualTo("{\"softArguments\":\"EMPTY\"}");
        assertThat(
                        CommandLineRun.with(server)
                                .hornero("project-env", "show", "-p", "shop", "-e", "dev")
                                .out())
                .contains("softArguments              EMPTY\n");
        assertThat(
                        CommandLineRun.with(server)
                                .hornero(
                                        "project-env",
                                        "edit",
                                        "-p",
                                        "shop",
                                        "-e",
                                        "dev",
                                        "--soft-arguments",
                                        "some")
                                .exitCode())
                .isEqualTo(2);
    }

    @Test
    void valuesOfAProjectAreSharedAndCanBeTakenAway() {
        server.on("PATCH /api/v1/projects/shop/args", "{\"items\":[]}");

        CommandLineRun.with(server).hornero("args", "set", "-p", "shop", "A=1");
        assertThat(sent("PATCH")).isEqualTo("{\"A\":\"1\"}");

        CommandLineRun.with(server).hornero("args", "unset", "-p", "shop", "A", "B");
        assertThat(sent("PATCH")).isEqualTo("{\"A\":null,\"B\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan https://git.example.com/shop.git --commit v1.0.0",
                "build -p shop -e dev --commit v1.0.0",
                "project-env add -p shop -e dev --commit v1.0.0",
                "project-env edit -p shop -e dev --commit v1.0.0",
            })
    void aTagThatIsGivenAsACommitIsSentToTheBranch(String line) {
        Result result = CommandLineRun.with(server).hornero(line.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "'v1.0.0' is not the id of a commit, which has hexadecimal digits only;"
                                + " tags and branches go into --branch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0A1b2c3", "0123456789012345678901234567890123456789", ""})
    void aCommitIsGivenByItsIdOrTakenAway(String commit) {
        server.on("PATCH /api/v1/project-envs/dev-shop", 200, "{\"name\":\"dev-shop\"}");

        CommandLineRun.with(server)
                .hornero("project-env", "edit", "-p", "shop", "-e", "dev", "--commit", commit);

        assertThat(sent("PATCH")).isEqualTo("{\"commit\":\"" + commit + "\"}");
    }

    @Test
    void aValueWithoutANameIsWrongUsage() {
        Result result = CommandLineRun.with(server).hornero("args", "set", "-p", "shop", "VERSION");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("'VERSION' is not NAME=VALUE");
        assertThat(server.calls("PATCH", "/")).isEmpty();
    }

    @Test
    void anApiKeyIsPrintedAloneSoThatItCanBePiped() {
        server.on(
                "POST /api/v1/api-keys",
                201,
                "{\"id\":\"k-1\",\"name\":\"ci\",\"role\":\"EDITOR\",\"key\":\"hornero_abc\"}");

        Result result =
                CommandLineRun.with(server)
                        .hornero("api-key", "add", "ci", "--role", "editor", "--expires", "90d");

        assertThat(result.out()).isEqualTo("hornero_abc\n");
        assertThat(result.err()).contains("api-key delete k-1");
        assertThat(sent("POST"))
                .isEqualTo(
                        """
                        {"name":"ci","role":"EDITOR","expiresAt":"2026-05-30T12:00:00Z"}\
                        """);
    }

    @Test
    void secretsOfAGitCredentialComeFromFiles() throws IOException {
        server.on("POST /api/v1/git-credentials", 201, "{\"name\":\"gh\",\"kind\":\"token\"}");

        CommandLineRun.with(server)
                .hornero(
                        "git-credential",
                        "add",
                        "gh",
                        "--for",
                        "https://github.com/acme/",
                        "--token-file",
                        file("s3cret\n").toString());

        assertThat(sent("POST"))
                .isEqualTo(
                        """
                        {"name":"gh","url":"https://github.com/acme/","kind":"token","token":"s3cret"}\
                        """);
    }

    @Test
    void saysWhatAGitCredentialIsFor() {
        server.on("PATCH /api/v1/git-credentials/gh", 200, "{\"name\":\"gh\",\"kind\":\"token\"}");

        assertThat(
                        CommandLineRun.with(server)
                                .hornero("git-credential", "edit", "gh", "--for", "https://h/")
                                .out())
                .isEqualTo("Git credential gh is for https://h/ now.\n");
        assertThat(sent("PATCH")).isEqualTo("{\"url\":\"https://h/\"}");
    }

    @Test
    void listsAndReplaysDeadLetters() {
        server.on(
                        "GET /api/v1/dead-letters",
                        """
                        {"items":[{"id":"hornero.scans:0:7","topic":"hornero.scans",
                          "group":"hornero-project-service","reason":"no such build",
                          "time":"2026-03-01T11:00:00Z","key":"k","type":"dev.hornero.ArgsRequired.v1"}]}\
                        """)
                .on("POST /api/v1/dead-letters/hornero.scans%3A0%3A7/replay", 202, "");

        assertThat(CommandLineRun.with(server).hornero("dead-letters", "list").out())
                .isEqualTo(
                        """
                        ID                 GROUP                    TYPE                         \
                        SINCE   REASON
                        hornero.scans:0:7  hornero-project-service  dev.hornero.ArgsRequired.v1  \
                        60m ago  no such build
                        """
                                .replace("SINCE   REASON", "SINCE    REASON"));
        assertThat(
                        CommandLineRun.with(server)
                                .hornero("dead-letters", "replay", "hornero.scans:0:7")
                                .out())
                .isEqualTo("hornero.scans:0:7 replayed.\n");
    }

    @Test
    void aWrongFieldIsNamedWithItsSentence() {
        server.problem(
                "POST /api/v1/projects",
                422,
                "It must be an https URL.",
                Optional.of("repository"));

        Result result =
                CommandLineRun.with(server)
                        .hornero("project", "add", "shop", "--repository", "ftp://x");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("hornero: repository: It must be an https URL.\n");
    }

    @Test
    void anUnknownKeyLeadsToLogin() {
        Result result =
                CommandLineRun.against(server.url())
                        .variable("HORNERO_KEY", "wrong")
                        .hornero("env", "list");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("does not know this API key", "hornero login");
    }

    @Test
    void aKeyThatIsNoneIsSaidWithoutShowingIt() {
        Result result =
                CommandLineRun.against(server.url())
                        .variable("HORNERO_KEY", "a\nb")
                        .hornero("env", "list");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("HORNERO_KEY").doesNotContain("a\nb");
    }

    @Test
    void withoutAKeyOneIsAskedFor() {
        Result result = CommandLineRun.against(server.url()).hornero("env", "list");

        assertThat(result.err()).contains("asks for an API key", "HORNERO_KEY");
    }

    @Test
    void aServerThatDoesNotRunIsSaidInOneLine() {
        URI gone = server.url();
        server.close();

        Result result = CommandLineRun.against(gone).hornero("project", "list");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("Cannot reach " + gone, "Is it running?");
    }

    @Test
    void anAddressThatIsNoneIsWrongUsage() {
        Result result = CommandLineRun.alone().hornero("env", "list", "--url", "ftp://x");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("'ftp://x' is not the address of a server");
    }

    @Test
    void whatIsAtTheAddressMayBeSomethingElse() {
        server.on("GET /api/v1/environments", "<html>hello</html>");

        assertThat(CommandLineRun.with(server).hornero("env", "list").err())
                .contains("does not answer in JSON");
    }

    @Test
    void helpIsThereForEveryCommand() {
        assertThat(CommandLineRun.alone().hornero("--help").out()).contains("project-env", "scan");
        assertThat(CommandLineRun.alone().hornero("build", "--help").out())
                .contains("--[no-]cache", "--wait");
        assertThat(CommandLineRun.alone().hornero().exitCode()).isEqualTo(2);
    }
}
