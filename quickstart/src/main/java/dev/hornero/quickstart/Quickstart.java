// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart;

import dev.hornero.embedded.kubernetes.EmbeddedCluster;
import dev.hornero.quickstart.home.Home;
import dev.hornero.quickstart.home.HomeLock;
import dev.hornero.quickstart.home.Secrets;
import dev.hornero.quickstart.kubernetes.ClusterRoute;
import dev.hornero.quickstart.kubernetes.Namespaces;
import dev.hornero.quickstart.machine.ImageCheck;
import dev.hornero.quickstart.machine.Machine;
import dev.hornero.quickstart.machine.PortCheck;
import dev.hornero.quickstart.machine.Ports;
import dev.hornero.quickstart.option.UpOptions;
import dev.hornero.quickstart.process.BuildCluster;
import dev.hornero.quickstart.process.Installation;
import dev.hornero.quickstart.process.Leftovers;
import dev.hornero.quickstart.process.ProcessPlan;
import dev.hornero.quickstart.process.Supervisor;
import dev.hornero.quickstart.progress.Progress;
import dev.hornero.quickstart.sample.BuiltImage;
import dev.hornero.quickstart.sample.SampleProject;
import dev.hornero.quickstart.sample.SampleRepository;
import dev.hornero.quickstart.sample.SampleRun;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code ./hornero up}: the whole of Hornero on this machine. */
public final class Quickstart {

    /** Set by the script that starts this: where the checkout is. */
    private static final String CHECKOUT = "hornero.checkout";

    /** Set by the script as well: whether standard output is a terminal. */
    private static final String TERMINAL = "hornero.terminal";

    private final UpOptions options;
    private final Progress progress;

    private Quickstart(UpOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        Progress progress = new Progress(System.out, Boolean.getBoolean(TERMINAL));
        try {
            UpOptions options =
                    UpOptions.parse(List.of(arguments), Path.of(System.getProperty("user.home")));
            new Quickstart(options, progress).run();
        } catch (QuickstartException e) {
            progress.done();
            System.err.println(e.sentence());
            // Through the shutdown hook, which leaves no process behind
            System.exit(1);
        } catch (InterruptedException e) {
            System.exit(1);
        }
    }

    private void run() throws InterruptedException {
        Installation installation =
                Installation.ofThisProcess(Path.of(System.getProperty(CHECKOUT, ".")));
        installation.requireBuilt(ProcessPlan.SERVICES);
        Machine machine = Machine.ofThisProcess(progress);
        machine.requireGit();
        BuildCluster cluster = cluster();
        Home home = Home.prepare(options.home());
        HomeLock lock = HomeLock.acquire(home);
        int left = Leftovers.end(home);
        if (left > 0) {
            progress.say("Ended %d processes that an earlier run left behind".formatted(left));
        }
        Ports ports = new Ports(options.portBase());
        Secrets secrets = Secrets.openOrCreate(home, new SecureRandom());
        boolean apart =
                cluster.isEmbedded() && machine.requireIsolation(options.trustDockerfiles());
        ProcessPlan plan = new ProcessPlan(installation, home, ports, secrets, cluster, apart);
        PortCheck.requireFree(ports, plan.names());
        home.write(home.kafkaSettings(), plan.kafkaSettings());
        home.write(home.kcatSettings(), plan.kcatSettings());
        if (cluster.isEmbedded()) {
            machine.requireBuilder(home.log("apt-get"));
        }
        if (options.sample()) {
            SampleRepository.prepare(home.data("git"), installation.sample());
        }
        start(home, plan, lock);
        progress.say(new Addresses(home, ports, secrets.bootstrapKey(), cluster).table());
        if (options.sample()) {
            buildSample(home, ports, secrets, cluster);
        }
        if (!options.once()) {
            progress.say(
                    "Hornero runs at http://127.0.0.1:%d; Ctrl-C stops everything"
                            .formatted(ports.console()));
            new CountDownLatch(1).await();
        }
        System.exit(0);
    }

    private BuildCluster cluster() {
        return options.kubeconfig()
                .map(file ->
                        BuildCluster.external(
                                file,
                                () ->
                                        options.advertiseHost()
                                                .orElseGet(() -> ClusterRoute.addressSeenBy(file)),
                                System.getenv()))
                .orElseGet(() -> BuildCluster.embedded(System.getenv()));
    }

    private void start(Home home, ProcessPlan plan, HomeLock lock) throws InterruptedException {
        long begin = System.nanoTime();
        progress.say("Starting Hornero; logs are in " + home.logs());
        Supervisor supervisor = new Supervisor(home, progress);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    progress.say("Stopping");
                                    supervisor.close();
                                    progress.say("Stopped");
                                    lock.close();
                                },
                                "stop"));
        supervisor.startStage(plan.ground());
        if (plan.cluster().isEmbedded()) {
            Namespaces.ensure(home.kubeconfig(), plan.cluster().namespaces());
        }
        supervisor.startStage(plan.services());
        progress.say(
                "Hornero is ready after %d s"
                        .formatted(Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
    }

    private void buildSample(Home home, Ports ports, Secrets secrets, BuildCluster cluster)
            throws InterruptedException {
        SampleProject project =
                new SampleProject(
                        "http://%s:%d/%s"
                                .formatted(cluster.gitHost(), ports.git(), SampleRepository.NAME),
                        BuildCluster.NAME,
                        cluster.namespaces().getFirst());
        URI front = URI.create("http://127.0.0.1:" + ports.console());
        try {
            BuiltImage image = SampleRun.at(front, secrets.bootstrapKey(), project, progress).run();
            String where =
                    new ImageCheck(
                                    repository ->
                                            EmbeddedCluster.imageLayout(
                                                    home.data("kubernetes"), repository),
                                    System.getenv())
                            .locate(image.reference(), image.digest());
            progress.say(
                    "Build %d made the image %s%n  digest %s%n  found in %s"
                            .formatted(image.build(), image.reference(), image.digest(), where));
        } catch (QuickstartException e) {
            if (options.once()) {
                throw e;
            }
            // What runs goes on, so that the user can look at it
            progress.say(e.sentence());
        }
    }
}
