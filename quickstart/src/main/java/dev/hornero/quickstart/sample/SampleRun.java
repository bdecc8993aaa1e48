// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.quickstart.QuickstartException;
import dev.hornero.quickstart.progress.Progress;
import dev.hornero.quickstart.sample.Api.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the sample's image over the REST API, with nothing that a user could not do too. It may be
 * repeated: what is there is used, a build under way is followed to its end, else a new one is
 * asked for.
 */
public final class SampleRun {

    private static final Duration SERVICE_PATIENCE = Duration.ofMinutes(2);
    private static final Duration BUILD_PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(15);

    private final Api api;
    private final SampleProject project;
    private final Progress progress;

    /** Between two reads of the build or its log. */
    private final Duration poll;

    SampleRun(Api api, SampleProject project, Progress progress, Duration poll) {
        this.api = api;
        this.project = project;
        this.progress = progress;
        this.poll = poll;
    }

    /** Over the front address, with an administrator's key. */
    public static SampleRun at(URI front, String key, SampleProject project, Progress progress) {
        return new SampleRun(
                new Api(front, key, SERVICE_PATIENCE), project, progress, Duration.ofMillis(300));
    }

    /**
     * Runs to the end of a build.
     *
     * @throws QuickstartException with the build's own reason when there is no image
     */
    public BuiltImage run() throws InterruptedException {
        registerEnvironment();
        registerProject();
        Optional<String> initial = registerProjectEnv();
        Optional<String> build = initial.isPresent() ? initial : buildUnderWay();
        return follow(build.isPresent() ? build.get() : askForBuild());
    }

    private void registerEnvironment() throws InterruptedException {
        Answer answer =
                api.post(
                        "/api/v1/environments",
                        Map.of(
                                "name", SampleProject.ENVIRONMENT,
                                "cluster", project.cluster(),
                                "namespace", project.namespace()));
        created(answer, "Environment " + SampleProject.ENVIRONMENT);
    }

    private void registerProject() throws InterruptedException {
        Answer answer =
                api.post(
                        "/api/v1/projects",
                        Map.of(
                                "name",
                                SampleProject.NAME,
                                "repository",
                                project.repository(),
                                "dockerfilePath",
                                "Dockerfile"));
        if (!created(answer, "Project " + SampleProject.NAME)) {
            // The ports may be others than in the last run
            require(
                    api.patch(
                            "/api/v1/projects/" + SampleProject.NAME,
                            Map.of("repository", project.repository())),
                    "changing the project's repository");
        }
    }

    /** The initial build, if this made the ProjectEnv. */
    private Optional<String> registerProjectEnv() throws InterruptedException {
        Answer answer =
                api.post(
                        "/api/v1/project-envs",
                        Map.of(
                                "project", SampleProject.NAME,
                                "environment", SampleProject.ENVIRONMENT));
        return created(answer, "ProjectEnv " + SampleProject.PROJECT_ENV)
                ? Optional.of(answer.body().path("build").path("id").asText())
                : Optional.empty();
    }

    private boolean created(Answer answer, String what) {
        if (answer.status() == 409) {
            return false;
        }
        require(answer, "creating " + what);
        progress.say(what + " is created");
        return true;
    }

    private Optional<String> buildUnderWay() throws InterruptedException {
        Answer answer =
                api.get("/status/v1/builds?limit=1&projectEnv=" + SampleProject.PROJECT_ENV);
        require(answer, "reading the builds");
        JsonNode last = answer.body().path("items").path(0);
        return last.isMissingNode() || Phase.of(last).isEnd()
                ? Optional.empty()
                : Optional.of(last.path("id").asText());
    }

    private String askForBuild() throws InterruptedException {
        Answer answer =
                api.post(
                        "/api/v1/project-envs/%s/builds".formatted(SampleProject.PROJECT_ENV),
                        Map.of(),
                        UUID.randomUUID().toString());
        require(answer, "asking for a build");
        return answer.body().path("id").asText();
    }

    private BuiltImage follow(String id) throws InterruptedException {
        long begin = System.nanoTime();
        Set<String> shownLines = new HashSet<>();
        Optional<Phase> shown = Optional.empty();
        while (true) {
            Answer answer = api.get("/status/v1/builds/" + id);
            // A build just accepted is not known there yet
            if (answer.status() != 404) {
                require(answer, "reading the build");
                JsonNode build = answer.body();
                Phase phase = Phase.of(build);
                if (phase.isEnd()) {
                    showRestOfLog(id, shownLines);
                    show(build, phase);
                    return result(build, phase);
                }
                if (shown.filter(phase::equals).isEmpty()) {
                    show(build, phase);
                    shown = Optional.of(phase);
                    if (phase == Phase.NEEDS_VALUES) {
                        giveValues(build);
                    }
                }
                if (phase == Phase.RUNNING) {
                    showLog(id, shownLines);
                }
                progress.waitFor(waiting(build, phase, elapsed(begin)));
            }
            if (elapsed(begin).compareTo(BUILD_PATIENCE) > 0) {
                throw new QuickstartException(
                        "The build has not ended after %d minutes: see its page"
                                .formatted(BUILD_PATIENCE.toMinutes()));
            }
            Thread.sleep(poll);
        }
    }

    private void show(JsonNode build, Phase phase) {
        progress.say(
                "Build %d of %s: %s"
                        .formatted(build.path("number").asInt(), SampleProject.PROJECT_ENV, phase));
        if (phase == Phase.NEEDS_VALUES) {
            build.path("missing").forEach(each -> progress.say("  required  " + described(each)));
            build.path("arguments")
                    .forEach(each -> {
                        if (each.has("default")) {
                            progress.say(
                                    "  optional  %s (default \"%s\")"
                                            .formatted(
                                                    described(each),
                                                    each.path("default").asText()));
                        }
                    });
        }
    }

    private static String described(JsonNode argument) {
        String name = argument.path("name").asText();
        String description = argument.path("description").asText();
        return description.isEmpty() ? name : "%s: %s".formatted(name, description);
    }

    private void giveValues(JsonNode build) throws InterruptedException {
        Map<String, String> values = new LinkedHashMap<>();
        build.path("missing")
                .forEach(each -> {
                    String name = each.path("name").asText();
                    String value = SampleProject.VALUES.get(name);
                    if (value == null) {
                        throw new QuickstartException(
                                ("The sample needs a value for %s, which this run does not know: give"
                                                + " it in the console")
                                        .formatted(name));
                    }
                    progress.say("  given     %s the value \"%s\"".formatted(name, value));
                    values.put(name, value);
                });
        require(
                api.patch(
                        "/api/v1/project-envs/%s/args".formatted(SampleProject.PROJECT_ENV),
                        values),
                "giving the values");
    }

    private boolean showLog(String id, Set<String> shownLines) throws InterruptedException {
        Answer answer = api.get("/status/v1/builds/%s/logs".formatted(id));
        if (!answer.isSuccess()) {
            return false;
        }
        answer.body()
                .path("lines")
                .forEach(line -> {
                    if (shownLines.add(line.path("cursor").asText())) {
                        progress.say("  | " + line.path("text").asText());
                    }
                });
        return answer.body().path("complete").asBoolean();
    }

    /** The end of the build and the end of its log come on two topics, in either order. */
    private void showRestOfLog(String id, Set<String> shownLines) throws InterruptedException {
        long begin = System.nanoTime();
        while (!showLog(id, shownLines) && elapsed(begin).compareTo(LOG_PATIENCE) < 0) {
            Thread.sleep(poll);
        }
    }

    private static BuiltImage result(JsonNode build, Phase phase) {
        if (phase != Phase.SUCCEEDED) {
            throw new QuickstartException(
                    "The build ended "
                            + Stream.of("reason", "message", "hint")
                                    .map(field -> build.path(field).asText())
                                    .filter(text -> !text.isEmpty())
                                    .collect(Collectors.joining("; ", phase + ": ", "")));
        }
        return new BuiltImage(
                build.path("number").asInt(),
                build.path("image").asText(),
                build.path("digest").asText());
    }

    private static String waiting(JsonNode build, Phase phase, Duration elapsed) {
        String step = build.path("instruction").asText(build.path("step").asText());
        String reason = build.path("waiting").path("message").asText();
        return "%s %s %s (%d s)".formatted(phase, step, reason, elapsed.toSeconds());
    }

    private static void require(Answer answer, String what) {
        if (!answer.isSuccess()) {
            throw new QuickstartException("%s failed: %s".formatted(what, answer.problem()));
        }
    }

    private static Duration elapsed(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
