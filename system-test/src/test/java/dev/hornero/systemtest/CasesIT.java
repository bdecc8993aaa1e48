// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static dev.hornero.systemtest.Rest.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.embedded.test.SshGitServer;
import java.io.IOException;
import java.io.Reader;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that failed once, each with the right answer: {@code src/test/resources/cases}. */
@ExtendWith(SharedHornero.class)
class CasesIT {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern BUILDER = Pattern.compile("buildah version (\\S+)");

    private final Repositories repositories;
    private final SshGitServer ssh;
    private final Shop shop;
    private final Rest rest;

    CasesIT(Repositories repositories, SshGitServer ssh, Shop shop) {
        this.repositories = repositories;
        this.ssh = ssh;
        this.shop = shop;
        this.rest = shop.rest();
    }

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anInputThatFailedOnceHasTheRightAnswer(String name) throws IOException {
        JsonNode wanted = JSON.readTree(CASES.resolve(name).resolve("case.json").toFile());
        String project = Shop.name(name);
        commit(project, files(CASES.resolve(name)), wanted);
        Map<String, Object> source = fields(wanted.path("project"));
        source.put("repository", repositories.url(project));
        if (wanted.has("sshKey")) {
            source.putAll(overSsh(project, wanted.path("sshKey")));
        }
        String build = shop.initialBuild(project, source, fields(wanted.path("given")));

        for (JsonNode step : steps(wanted)) {
            play(step, project, build);
        }
    }

    /** Some files are those of submodules, and some cannot be files of this repository. */
    private void commit(String project, Map<String, byte[]> files, JsonNode wanted) {
        wanted.path("files")
                .properties()
                .forEach(
                        file -> files.put(file.getKey(), file.getValue().asText().getBytes(UTF_8)));
        Map<String, Map<String, byte[]>> submodules = new HashMap<>();
        for (String path : texts(wanted.path("submodules"))) {
            Map<String, byte[]> content = new HashMap<>();
            files.forEach((file, bytes) -> {
                if (file.startsWith(path + "/")) {
                    content.put(file.substring(path.length() + 1), bytes);
                }
            });
            files.keySet().removeIf(file -> file.startsWith(path + "/"));
            submodules.put(path, content);
        }
        if (submodules.isEmpty()) {
            repositories.commitWithShell(project, files);
        } else {
            repositories.commitWithSubmodules(project, Repositories.withBusybox(files), submodules);
        }
    }

    /** The same repository, and a git credential for it. */
    private Map<String, Object> overSsh(String project, JsonNode key) {
        rest.post(
                        "/api/v1/git-credentials",
                        object(
                                "name",
                                project,
                                "kind",
                                "ssh-key",
                                "url",
                                "ssh://127.0.0.1:" + ssh.port(),
                                "privateKey",
                                ssh.key().replace("\n", key.path("lineEnd").asText()),
                                "knownHosts",
                                ssh.knownHosts()))
                .ok();
        return object("repository", ssh.url(project + ".git"), "gitCredential", project);
    }

    /** Those that are right for the builder and the checkout of this machine. */
    private static JsonNode steps(JsonNode wanted) throws IOException {
        if (wanted.has("withGitLfs") && hasGitLfs()) {
            return wanted.path("withGitLfs").path("steps");
        }
        JsonNode older = wanted.path("olderBuilder");
        return older.isMissingNode()
                        || builder().compareTo(Version.parse(older.path("than").asText())) >= 0
                ? wanted.path("steps")
                : older.path("steps");
    }

    private static boolean hasGitLfs() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "git-lfs")));
    }

    private static Version builder() throws IOException {
        Process buildah = new ProcessBuilder("buildah", "--version").start();
        try (Reader output = buildah.inputReader()) {
            String text = output.readAllAsString();
            Matcher version = BUILDER.matcher(text);
            assertThat(version.lookingAt()).as(text).isTrue();
            return Version.parse(version.group(1));
        }
    }

    private void play(JsonNode step, String project, String build) {
        if (step.has("refused")) {
            Rest.Answer answer = rest.patch(args(project), step.path("refused"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().path("detail").asText())
                    .contains(step.path("because").asText());
            return;
        }
        if (step.has("give")) {
            rest.patch(args(project), step.path("give")).ok();
        }
        shop.awaitPhase(build, step.path("phase").asText());
        // What a build shows comes over several topics.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> check(step, project, rest.get("/status/v1/builds/" + build).ok()));
        if (step.has("log")) {
            awaitNumberedLines(step.path("log"), build);
        }
    }

    private void check(JsonNode step, String project, JsonNode now) {
        assertThat(now.path("phase")).isEqualTo(step.path("phase"));
        assertThat(names(now.path("missing"))).isEqualTo(texts(step.path("missing")));
        step.path("since")
                .properties()
                .forEach(since ->
                        assertThat(since(now, since.getKey())).isEqualTo(since.getValue()));
        step.path("consequences")
                .properties()
                .forEach(wanted ->
                        assertThat(consequence(now, wanted.getKey())).isEqualTo(wanted.getValue()));
        if (step.has("warnings")) {
            assertThat(warnings(now)).containsAll(texts(step.path("warnings")));
        }
        if (step.has("arguments")) {
            assertThat(names(now.path("arguments")))
                    .containsExactlyInAnyOrderElementsOf(texts(step.path("arguments")));
        }
        step.path("defaults")
                .properties()
                .forEach(wanted ->
                        assertThat(defaults(now, wanted.getKey())).isEqualTo(wanted.getValue()));
        step.path("secret")
                .properties()
                .forEach(secret ->
                        assertThat(kept(project, secret.getKey()).path("secret"))
                                .as(secret.getKey())
                                .isEqualTo(secret.getValue()));
        if (step.has("reason")) {
            assertThat(now.path("reason")).isEqualTo(step.path("reason"));
        }
        assertThat(now.path("message").asText()).contains(step.path("message").asText());
    }

    /** The log may come a moment after the end. */
    private void awaitNumberedLines(JsonNode log, String build) {
        String text = log.path("text").asText();
        List<String> wanted =
                IntStream.range(0, log.path("times").asInt()).mapToObj(text::formatted).toList();
        String begin = text.substring(0, text.indexOf('%'));
        String path = "/status/v1/builds/%s/logs".formatted(build);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(
                                        rest.get(path)
                                                .text()
                                                .lines()
                                                .filter(line -> line.startsWith(begin))
                                                .toList())
                                .isEqualTo(wanted));
    }

    private static JsonNode since(JsonNode build, String name) {
        for (JsonNode missing : build.path("missing")) {
            if (missing.path("name").asText().equals(name)) {
                Map<String, String> since = new HashMap<>();
                missing.path("since")
                        .forEach(value ->
                                since.put(
                                        value.path("name").asText(), value.path("value").asText()));
                return JSON.valueToTree(since);
            }
        }
        throw new AssertionError(name + " is not missing: " + build);
    }

    private static JsonNode consequence(JsonNode build, String value) {
        for (JsonNode consequence : build.path("consequences")) {
            if (consequence.path("value").asText().equals(value)) {
                return consequence.path("needs");
            }
        }
        throw new AssertionError("nothing follows from " + value + ": " + build);
    }

    /** By line. */
    private static JsonNode defaults(JsonNode build, String name) {
        Map<String, String> defaults = new HashMap<>();
        build.path("arguments")
                .forEach(argument -> {
                    if (argument.path("name").asText().equals(name)) {
                        argument.path("defaults")
                                .forEach(one ->
                                        defaults.put(
                                                one.path("line").asText(),
                                                one.path("value").asText()));
                    }
                });
        return JSON.valueToTree(defaults);
    }

    /** Each by its code, and by its code and line. */
    private static List<String> warnings(JsonNode build) {
        List<String> warnings = new ArrayList<>();
        build.path("warnings")
                .forEach(warning -> {
                    String code = warning.path("code").asText();
                    warnings.add(code);
                    warnings.add(code + " " + warning.path("line").asText());
                });
        return warnings;
    }

    private JsonNode kept(String project, String name) {
        for (JsonNode value : rest.get(args(project)).ok().path("items")) {
            if (value.path("name").asText().equals(name)) {
                return value;
            }
        }
        throw new AssertionError("no value of " + name);
    }

    private static String args(String project) {
        return "/api/v1/project-envs/dev-" + project + "/args";
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(one -> names.add(one.path("name").asText()));
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Map<String, Object> fields(JsonNode object) {
        Map<String, Object> fields = object();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        files.remove("case.json");
        return files;
    }
}
