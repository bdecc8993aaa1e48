// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.mixed;

import static dev.hornero.systemtest.Rest.object;

import dev.hornero.embedded.process.Directories;
import dev.hornero.systemtest.Registry;
import dev.hornero.systemtest.Repositories;
import dev.hornero.systemtest.RunningHornero;
import dev.hornero.systemtest.Shop;
import dev.hornero.systemtest.hostile.Broker;
import dev.hornero.systemtest.hostile.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * Upgrades a running system service by service, in the documented order, and rolls it back again.
 * After each step a build asks for a value and succeeds, one fails, one is cancelled while it waits
 * and one while it runs, and what was asked of the services before the step is done by those after
 * it. Ends with 1 where anything of that broke.
 *
 * <p>{@code ./mvnw -q -Pmixed -DskipTests verify -pl system-test -am -Dmixed.from=<release>}
 */
public final class MixedUpgrade {
    /** Those that only read first, and what they read from last: docs/architecture.md, Upgrades. */
    private static final List<String> ORDER =
            List.of(
                    "status-service",
                    "build-orchestrator",
                    "scanner-service",
                    "project-service",
                    "console");

    private static final Duration START = Duration.ofMinutes(2);
    private static final String ASKS =
            "FROM scratch\nARG VERSION\nLABEL v=$VERSION\nCOPY Dockerfile /\n";
    private static final String FAILS = "FROM scratch\nCOPY nowhere /\n";
    private static final String SLOW =
            """
            FROM scratch
            COPY --chmod=755 busybox /bin/busybox
            RUN ["/bin/busybox", "sleep", "600"]
            """;

    private final RunningHornero hornero;
    private final MixedInstallation installation;
    private final Repositories repositories;
    private final Shop shop;
    private final Broker broker;
    private final Map<String, String> results = new LinkedHashMap<>();
    private int letters;

    /** What was begun before a step, to be ended after it. */
    private record Begun(String waits, String waitingBuild, String runningBuild) {}

    private MixedUpgrade(
            RunningHornero hornero, MixedInstallation installation, Repositories repositories) {
        this.hornero = hornero;
        this.installation = installation;
        this.repositories = repositories;
        this.shop = new Shop(hornero.rest());
        this.broker = new Broker(hornero.kafka());
    }

    /** Runs; the arguments are {@code from=<ref>} and {@code folder=<directory>}. */
    public static void main(String[] arguments) {
        boolean good = false;
        try {
            good = run(argument(arguments, "from"), Path.of(argument(arguments, "folder")));
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            System.out.println("The upgrade broke off");
        }
        System.exit(good ? 0 : 1);
    }

    private static String argument(String[] arguments, String name) {
        for (String argument : arguments) {
            if (argument.startsWith(name + "=")) {
                return argument.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static boolean run(String from, Path folder) throws Exception {
        Path absolute = folder.toAbsolutePath();
        Files.createDirectories(absolute);
        Release old = Release.of(from, absolute);
        Release now = Release.here();
        for (String part : List.of("home", "repositories", "registry")) {
            Directories.delete(absolute.resolve(part));
        }
        MixedInstallation installation =
                MixedInstallation.of(old, absolute.resolve("installation"), ORDER);
        try (Repositories repositories = new Repositories(absolute.resolve("repositories"));
                Registry registry = Registry.start(absolute.resolve("registry"));
                RunningHornero hornero =
                        RunningHornero.start(
                                installation.directory(),
                                absolute.resolve("home"),
                                Map.of(
                                        "HORNERO_REGISTRY",
                                        registry.address(),
                                        "HORNERO_REGISTRY_INSECURE",
                                        "true",
                                        "HORNERO_BUILDS_REACH",
                                        repositories.port()))) {
            return new MixedUpgrade(hornero, installation, repositories).run(old, now);
        }
    }

    private boolean run(Release old, Release now) {
        shop.environment("dev");
        step("all old", Optional.empty(), old);
        for (String service : ORDER) {
            step(service + " upgraded", Optional.of(service), now);
        }
        for (String service : ORDER.reversed()) {
            step(service + " rolled back", Optional.of(service), old);
        }
        System.out.println();
        results.forEach((step, result) -> System.out.printf("%-32s %s%n", step, result));
        return results.values().stream().allMatch("good"::equals);
    }

    private void step(String name, Optional<String> service, Release release) {
        List<String> broken = new ArrayList<>();
        Optional<Begun> begun = service.flatMap(_ -> attempt("begin", broken, this::begin));
        service.ifPresent(one -> attempt("start " + one, broken, () -> restart(one, release)));
        begun.ifPresent(what -> attempt("end what was begun", broken, () -> end(what)));
        attempt("values", broken, this::aBuildAsksAndSucceeds);
        attempt("failure", broken, this::aBuildFails);
        attempt("cancel", broken, this::aBuildIsCancelled);
        attempt("dead letters", broken, this::noNewDeadLetter);
        String result = broken.isEmpty() ? "good" : String.join("; ", broken);
        results.put(name, result);
        System.out.printf("%-32s %s%n", name, result);
    }

    private interface Part<T> {
        T run() throws Exception;
    }

    private static <T> Optional<T> attempt(String what, List<String> broken, Part<T> part) {
        try {
            return Optional.ofNullable(part.run());
        } catch (Exception | AssertionError e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            broken.add(what + ": " + e.getClass().getSimpleName() + " " + why);
            return Optional.empty();
        }
    }

    private boolean restart(String service, Release release) throws IOException {
        ProcessHandle before = hornero.process(service).orElseThrow();
        installation.take(service, release);
        // At once: the one that runs would load classes of the other release
        before.destroyForcibly();
        Awaitility.await()
                .atMost(START)
                .until(() ->
                        hornero.process(service)
                                        .filter(after -> after.pid() != before.pid())
                                        .isPresent()
                                && hornero.isReady(service));
        return true;
    }

    private Begun begin() {
        String waits = Shop.name("waits");
        String waiting = shop.initialBuild(waits, repositories.withDockerfile(waits, ASKS));
        String runs = Shop.name("runs");
        String running = shop.initialBuild(runs, repositories.withShell(runs, SLOW));
        shop.awaitPhase(waiting, "NEEDS_VALUES");
        shop.awaitPhase(running, "RUNNING");
        return new Begun(waits, waiting, running);
    }

    private boolean end(Begun begun) {
        shop.give(begun.waits(), "VERSION", "1");
        shop.cancel(begun.runningBuild());
        shop.awaitPhase(begun.waitingBuild(), "SUCCEEDED");
        shop.awaitPhase(begun.runningBuild(), "CANCELLED");
        return true;
    }

    private boolean aBuildAsksAndSucceeds() {
        String project = Shop.name("asks");
        String first = shop.initialBuild(project, repositories.withDockerfile(project, ASKS));
        shop.awaitPhase(first, "NEEDS_VALUES");
        shop.give(project, "VERSION", "1");
        shop.awaitPhase(first, "SUCCEEDED");
        shop.awaitPhase(shop.build(project, object("branch", "dev")), "SUCCEEDED");
        return true;
    }

    private boolean aBuildFails() {
        String project = Shop.name("fails");
        String build = shop.initialBuild(project, repositories.withDockerfile(project, FAILS));
        shop.awaitPhase(build, "FAILED");
        return true;
    }

    private boolean aBuildIsCancelled() {
        String project = Shop.name("cancelled");
        String build = shop.initialBuild(project, repositories.withDockerfile(project, ASKS));
        shop.awaitPhase(build, "NEEDS_VALUES");
        shop.cancel(build);
        shop.awaitPhase(build, "CANCELLED");
        return true;
    }

    private boolean noNewDeadLetter() {
        List<Refusal> all = broker.refusals(Map.of());
        int before = letters;
        letters = all.size();
        if (letters > before) {
            throw new AssertionError(all.subList(before, letters).toString());
        }
        return true;
    }
}
