// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.option;

import static java.util.Objects.requireNonNull;

import dev.hornero.quickstart.QuickstartException;
import dev.hornero.quickstart.machine.Ports;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The options of {@code ./hornero up}.
 *
 * @param once end after the sample's image was built
 * @param sample build the sample project
 * @param kubeconfig of the cluster to build on, instead of the embedded one
 * @param advertiseHost where that cluster's pods reach this machine
 * @param trustDockerfiles build also where builds cannot be kept apart from this machine
 */
public record UpOptions(
        boolean once,
        boolean sample,
        Path home,
        int portBase,
        Optional<Path> kubeconfig,
        Optional<String> advertiseHost,
        boolean trustDockerfiles) {

    public UpOptions {
        requireNonNull(home, "home");
        requireNonNull(kubeconfig, "kubeconfig");
        requireNonNull(advertiseHost, "advertiseHost");
        if (once && !sample) {
            throw new QuickstartException(
                    "--once ends when the sample is built, so it does not go with --no-sample");
        }
        if (portBase < 1024 || portBase > Ports.HIGHEST_BASE) {
            throw new QuickstartException(
                    "--port-base must be between 1024 and %d, was %d"
                            .formatted(Ports.HIGHEST_BASE, portBase));
        }
        if (advertiseHost.isPresent() && kubeconfig.isEmpty()) {
            throw new QuickstartException("--advertise-host goes only with --kubeconfig");
        }
    }

    /** Reads the arguments after {@code up}. */
    public static UpOptions parse(List<String> arguments, Path userHome) {
        boolean once = false;
        boolean sample = true;
        Path home = userHome.resolve(".hornero");
        int portBase = 8080;
        Optional<Path> kubeconfig = Optional.empty();
        Optional<String> advertiseHost = Optional.empty();
        boolean trustDockerfiles = false;
        Deque<String> rest = new ArrayDeque<>();
        arguments.forEach(argument -> rest.addAll(nameAndValue(argument)));
        while (!rest.isEmpty()) {
            String option = rest.removeFirst();
            switch (option) {
                case "--once" -> once = true;
                case "--no-sample" -> sample = false;
                case "--trust-dockerfiles" -> trustDockerfiles = true;
                case "--home" -> home = Path.of(value(option, rest));
                case "--port-base" -> portBase = number(option, value(option, rest));
                case "--kubeconfig" -> kubeconfig = Optional.of(Path.of(value(option, rest)));
                case "--advertise-host" -> advertiseHost = Optional.of(value(option, rest));
                default ->
                        throw new QuickstartException(
                                "Unknown option " + option + "; see ./hornero up --help");
            }
        }
        return new UpOptions(
                once,
                sample,
                home.toAbsolutePath().normalize(),
                portBase,
                kubeconfig.map(file -> file.toAbsolutePath().normalize()),
                advertiseHost,
                trustDockerfiles);
    }

    /** {@code --name=value} is as good as {@code --name value}. */
    private static List<String> nameAndValue(String argument) {
        int equals = argument.indexOf('=');
        return argument.startsWith("--") && equals > 0
                ? List.of(argument.substring(0, equals), argument.substring(equals + 1))
                : List.of(argument);
    }

    private static String value(String option, Deque<String> rest) {
        String value = rest.pollFirst();
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw new QuickstartException(option + " needs a value; see ./hornero up --help");
        }
        return value;
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new QuickstartException(option + " must be a number, was " + value, e);
        }
    }
}
