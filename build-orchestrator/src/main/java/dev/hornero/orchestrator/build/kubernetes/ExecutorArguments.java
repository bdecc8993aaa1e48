// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build.kubernetes;

import dev.hornero.events.Source;
import dev.hornero.orchestrator.build.Build;
import dev.hornero.orchestrator.registry.ImageDestination;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The command line of Kaniko's executor; no value of the user is in it. */
final class ExecutorArguments {
    private ExecutorArguments() {}

    static List<String> of(
            Build build, ImageDestination destination, BuildPodSettings settings, ValueKeys keys) {
        List<String> args = new ArrayList<>();
        Source source = build.resolved().source();
        add(
                args,
                "--context=dir://"
                        + WorkspacePaths.inWorkspace("source.contextPath", source.contextPath()));
        // Kaniko looks a relative path up in its working directory first.
        add(
                args,
                "--dockerfile="
                        + WorkspacePaths.inWorkspace(
                                "source.dockerfilePath", source.dockerfilePath()));
        destination.references().forEach(reference -> add(args, "--destination=" + reference));
        add(args, "--digest-file=" + WorkspacePaths.TERMINATION_LOG);
        // Without it a layer of 300 MB takes more than 1 GiB of memory.
        add(args, "--compressed-caching=false");
        source.target().ifPresent(target -> add(args, "--target=" + target));
        destination
                .cacheReference()
                .ifPresentOrElse(
                        cache -> {
                            add(args, "--cache=true");
                            add(args, "--cache-repo=" + cache);
                        },
                        () -> add(args, "--cache=false"));
        if (destination.insecure()) {
            add(args, "--insecure-registry=" + destination.host());
            add(args, "--skip-tls-verify-registry=" + destination.host());
        }
        // RUN does not see the executor's environment.
        new TreeMap<>(settings.proxies())
                .forEach((name, value) -> {
                    args.add("--build-arg");
                    add(args, name + "=" + value);
                });
        keys.arguments()
                .forEach((key, name) -> {
                    args.add("--build-arg");
                    args.add(Dollars.literal(name) + "=" + Dollars.variable(key));
                });
        keys.secrets()
                .forEach((key, id) ->
                        add(
                                args,
                                "--secret=id="
                                        + id
                                        + ",src="
                                        + WorkspacePaths.BUILD_SECRETS
                                        + "/"
                                        + key));
        settings.executorFlags().forEach(flag -> add(args, flag));
        return args;
    }

    private static void add(List<String> args, String literal) {
        args.add(Dollars.literal(literal));
    }
}
