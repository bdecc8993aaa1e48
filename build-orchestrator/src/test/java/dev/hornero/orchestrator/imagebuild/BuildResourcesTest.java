// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.messaging.envelope.EventJson;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.messaging.seal.BuildSecrets;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.orchestrator.imagebuild.model.Build;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.Workspace;
import dev.hornero.orchestrator.registry.ImageDestination;
import dev.hornero.orchestrator.registry.RegistryAddress;
import dev.hornero.orchestrator.registry.RegistryConfig.Mutability;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each directory below {@code golden} is a case: {@code in-Build.yaml}, laid over {@code
 * base.yaml}, must give exactly the {@code out-*.yaml}. With {@code -Dgolden.write=true} the
 * outputs are written instead; read the difference before you commit it.
 */
class BuildResourcesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String UID = "7c0f9f5e-6a5b-4b7e-9d55-0a4e6c1f2b3d";
    private static final boolean WRITE = Boolean.getBoolean("golden.write");
    private static final ObjectMapper JSON = EventJson.mapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    @TestFactory
    Stream<DynamicNode> everyCaseGivesTheObjectsOfItsDirectory() throws IOException {
        try (Stream<Path> cases = Files.list(GOLDEN)) {
            return cases
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(BuildResourcesTest::tests)
                    .toList()
                    .stream();
        }
    }

    private static DynamicNode tests(Path directory) {
        Map<String, String> made = made(directory);
        List<DynamicTest> tests = new ArrayList<>();
        made.forEach((file, yaml) ->
                tests.add(
                        DynamicTest.dynamicTest(file, () -> check(directory.resolve(file), yaml))));
        tests.add(
                DynamicTest.dynamicTest(
                        "no file is unused",
                        () ->
                                assertThat(outputs(directory))
                                        .isEqualTo(made.keySet().stream().sorted().toList())));
        tests.add(DynamicTest.dynamicTest("names are short", () -> namesAreShort(made)));
        return DynamicContainer.dynamicContainer(directory.getFileName().toString(), tests);
    }

    private static void check(Path file, String yaml) throws IOException {
        if (WRITE) {
            Files.writeString(file, yaml);
        }
        assertThat(yaml).isEqualTo(Files.readString(file));
    }

    private static void namesAreShort(Map<String, String> made) {
        assertThat(made.values())
                .map(yaml -> YAML.readTree(yaml).at("/metadata/name").asText())
                .allSatisfy(name ->
                        assertThat(name)
                                .hasSizeLessThanOrEqualTo(63)
                                .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?"));
    }

    private static List<String> outputs(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("in-Build.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> made(Path directory) {
        try {
            JsonNode input =
                    merged(
                            (ObjectNode)
                                    YAML.readTree(Files.readString(GOLDEN.resolve("base.yaml"))),
                            YAML.readTree(Files.readString(directory.resolve("in-Build.yaml"))));
            return objects(input).stream()
                    .collect(
                            Collectors.toMap(
                                    BuildResourcesTest::fileName,
                                    Serialization::asYaml,
                                    (one, other) -> {
                                        throw new IllegalStateException("two of one name");
                                    },
                                    TreeMap::new));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Kind, and for the Secrets what they hold. */
    private static String fileName(HasMetadata object) {
        String what =
                Stream.of("values", "registry", "git")
                        .filter(word -> object.getKind().equals("Secret"))
                        .filter(word -> object.getMetadata().getName().contains("-" + word + "-"))
                        .map(word -> "-" + word)
                        .collect(Collectors.joining());
        return "out-" + object.getKind() + what + ".yaml";
    }

    private static List<HasMetadata> objects(JsonNode input) throws IOException {
        BuildPodSettings settings = JSON.treeToValue(input.get("settings"), BuildPodSettings.class);
        Build build = build(input);
        BuildResources resources =
                BuildResources.of(build, destination(input, build.resolved()), settings);
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(resources.job());
        resources.values().ifPresent(objects::add);
        Job stored =
                new JobBuilder(resources.job()).editMetadata().withUid(UID).endMetadata().build();
        BuildJob job =
                JobReader.build(
                        stored,
                        settings.cluster(),
                        // What a Job was made for is on it.
                        new Workspace("1Mi", Optional.of("other"), Optional.of("/other")));
        assertThat(job.build()).isEqualTo(build.ref());
        LaunchResources launch =
                LaunchResources.of(
                        job,
                        Optional.ofNullable(
                                JSON.treeToValue(
                                        input.get("registryCredentials"),
                                        RegistryCredentials.class)),
                        build.gitCredential(),
                        settings);
        objects.add(launch.registry());
        launch.git().ifPresent(objects::add);
        launch.volume().ifPresent(objects::add);
        objects.add(launch.claim());
        assertThat(job.resources())
                .map(made -> made.kind() + " " + made.name())
                .containsExactlyInAnyOrderElementsOf(
                        objects.stream()
                                .map(o -> o.getKind() + " " + o.getMetadata().getName())
                                .toList());
        return objects;
    }

    private static Build build(JsonNode input) throws IOException {
        return new Build(
                JSON.treeToValue(input.get("resolved"), ArgsResolved.class),
                Instant.parse(input.get("resolvedAt").asText()),
                Optional.ofNullable(input.get("traceparent")).map(JsonNode::asText),
                JSON.treeToValue(input.get("values"), ArgValues.class),
                JSON.treeToValue(input.get("secrets"), BuildSecrets.class),
                Optional.ofNullable(
                        JSON.treeToValue(input.get("gitCredential"), GitCredential.class)),
                Optional.ofNullable(input.get("credentialScope"))
                        .map(JsonNode::asText)
                        .map(GitAddress::ofScope));
    }

    private static ImageDestination destination(JsonNode input, ArgsResolved resolved) {
        RegistryAddress address = RegistryAddress.parse(input.get("registry").asText());
        String path = address.pathOf(resolved.image());
        return new ImageDestination(
                address.host(),
                path,
                RegistryAddress.tags(
                        resolved.image(),
                        resolved.commit().sha(),
                        resolved.build().number(),
                        Mutability.valueOf(input.get("tagMutability").asText())),
                resolved.cache() ? Optional.of(path + "/cache") : Optional.empty(),
                input.get("insecure").asBoolean());
    }

    /** Objects are merged, everything else is replaced, null removes. */
    private static ObjectNode merged(ObjectNode base, JsonNode over) {
        over.properties()
                .forEach(field -> {
                    JsonNode below = base.get(field.getKey());
                    if (field.getValue().isNull()) {
                        base.remove(field.getKey());
                    } else if (below instanceof ObjectNode object && field.getValue().isObject()) {
                        merged(object, field.getValue());
                    } else {
                        base.set(field.getKey(), field.getValue());
                    }
                });
        return base;
    }

    @org.junit.jupiter.api.Test
    void noValueOfTheUserIsInAJob() throws IOException {
        // Given
        Path[] jobs;
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            jobs = files.filter(f -> f.endsWith("out-Job.yaml")).toArray(Path[]::new);
        }

        // Then
        assertThat(Arrays.stream(jobs).map(BuildResourcesTest::read))
                .isNotEmpty()
                .noneMatch(job -> job.contains("hunter2"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
