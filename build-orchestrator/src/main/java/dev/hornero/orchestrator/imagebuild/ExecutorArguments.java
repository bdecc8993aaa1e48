// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.Source;
import dev.hornero.orchestrator.imagebuild.model.Build;
import dev.hornero.orchestrator.registry.ImageDestination;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The command line of Kaniko's executor; no value of the user is in it. */
final class ExecutorArguments {
    private static final Pattern SECRET_ID = Pattern.compile("[A-Za-z0-9._-]+");

    private ExecutorArguments() {}

    static List<String> of(
            Build build, ImageDestination destination, BuildPodSettings settings, ValueKeys keys) {
        List<String> args = new ArrayList<>();
        Source source = build.resolved().source();
        add(args, "--context=dir://" + WorkspacePaths.context(source));
        // Kaniko looks a relative path up in its working directory first.
        add(args, "--dockerfile=" + WorkspacePaths.dockerfile(source));
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
                    args.add(VariableReference.escaped(name) + "=" + VariableReference.to(key));
                });
        keys.secrets()
                .forEach((key, id) ->
                        add(
                                args,
                                "--secret=id="
                                        + plain(id)
                                        + ",src="
                                        + WorkspacePaths.BUILD_SECRETS
                                        + "/"
                                        + key));
        settings.executorFlags().forEach(flag -> add(args, flag));
        return args;
    }

    /** A comma would begin another field, such as the file of another secret. */
    private static String plain(String id) {
        if (!SECRET_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of a build secret must be of letters, digits, '.', '_' and '-'");
        }
        return id;
    }

    private static void add(List<String> args, String literal) {
        args.add(VariableReference.escaped(literal));
    }
}
