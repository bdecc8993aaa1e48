// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static java.util.Objects.requireNonNull;

import dev.hornero.quickstart.QuickstartException;
import dev.hornero.quickstart.home.Home;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where builds run, and what follows from it for the others.
 *
 * @param external the kubeconfig of a cluster that is not ours
 * @param gitHost where its pods, and the scanner, reach the git server; the host of repository
 *     addresses
 * @param settings the orchestrator's, by name
 * @param reach ports of this machine that builds in the embedded cluster may connect to
 */
public record BuildCluster(
        Optional<Path> external,
        String gitHost,
        InetAddress gitAddress,
        Map<String, String> settings,
        Set<Integer> reach) {

    /** What the cluster of an installation on one machine is called. */
    public static final String NAME = "local";

    /** In a cluster of our own, where it is made. */
    private static final String OWN_NAMESPACE = "builds";

    /** In the user's cluster: one that every cluster has. */
    private static final String THEIR_NAMESPACE = "default";

    /** Where people run a registry of their own; without one images stay on this machine. */
    private static final String DEFAULT_REGISTRY = "localhost:5000";

    private static final String NAMESPACES = "HORNERO_NAMESPACES";
    private static final String REGISTRY = "HORNERO_REGISTRY";
    private static final String REACH = "HORNERO_BUILDS_REACH";
    private static final Pattern LOCAL_REGISTRY =
            Pattern.compile(
                    "(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])(?::([0-9]{1,5}))?(?:/.*)?");
    private static final String LOOPBACK_CIDRS = "127.0.0.0/8,::1/128";

    public BuildCluster {
        requireNonNull(gitHost, "gitHost");
        requireNonNull(gitAddress, "gitAddress");
        settings = Map.copyOf(settings);
        reach = Set.copyOf(reach);
        if (namespaces(settings).isEmpty()) {
            throw new QuickstartException(NAMESPACES + " names no namespace");
        }
    }

    /**
     * The embedded cluster.
     *
     * @param given the user's environment; its settings of Hornero hold before ours
     */
    public static BuildCluster embedded(Map<String, String> given) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(NAMESPACES, given.getOrDefault(NAMESPACES, OWN_NAMESPACE));
        settings.put(REGISTRY, given.getOrDefault(REGISTRY, DEFAULT_REGISTRY));
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new BuildCluster(
                Optional.empty(),
                loopback.getHostAddress(),
                loopback,
                settings,
                reach(settings.get(REGISTRY), given.getOrDefault(REACH, "")));
    }

    private static Set<Integer> reach(String registry, String given) {
        Set<Integer> reach = new TreeSet<>();
        Matcher local = LOCAL_REGISTRY.matcher(registry);
        if (local.matches()) {
            reach.add(local.group(1) == null ? 443 : port(REGISTRY, local.group(1)));
        }
        Stream.of(given.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .forEach(text -> reach.add(port(REACH, text)));
        return reach;
    }

    private static int port(String setting, String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new QuickstartException(
                    "%s: %s is not a port; write numbers up to 65535".formatted(setting, text));
        }
        return Integer.parseInt(text);
    }

    /**
     * A cluster that is there already.
     *
     * @param advertisedHost how its pods reach this machine; asked for when the rest is in order
     */
    public static BuildCluster external(
            Path kubeconfig, Supplier<String> advertisedHost, Map<String, String> given) {
        if (!Files.isReadable(kubeconfig)) {
            throw new QuickstartException("--kubeconfig: cannot read " + kubeconfig);
        }
        String registry = given.get(REGISTRY);
        if (registry == null || registry.isBlank()) {
            throw new QuickstartException(
                    "With --kubeconfig set HORNERO_REGISTRY to a registry (host[:port][/prefix]) that"
                            + " the pods of that cluster can push to");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(NAMESPACES, given.getOrDefault(NAMESPACES, THEIR_NAMESPACE));
        settings.put(REGISTRY, registry);
        String host = advertisedHost.get();
        try {
            return new BuildCluster(
                    Optional.of(kubeconfig), host, InetAddress.getByName(host), settings, Set.of());
        } catch (UnknownHostException e) {
            throw new QuickstartException("--advertise-host: there is no address of " + host, e);
        }
    }

    private static List<String> namespaces(Map<String, String> settings) {
        return Stream.of(settings.getOrDefault(NAMESPACES, "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    public boolean isEmbedded() {
        return external.isEmpty();
    }

    /** Where builds may run; the sample's do in the first. */
    public List<String> namespaces() {
        return namespaces(settings);
    }

    Path kubeconfig(Home home) {
        return external.orElseGet(home::kubeconfig);
    }

    /** Other machines reach only what they have to: the git server, when they build from it. */
    String gitListens() {
        return isEmbedded() ? gitAddress.getHostAddress() : "0.0.0.0";
    }

    String gitAllowCidrs() {
        int bits = gitAddress.getAddress().length * 8;
        return gitAddress.isLoopbackAddress()
                ? LOOPBACK_CIDRS
                : "%s,%s/%d".formatted(LOOPBACK_CIDRS, gitAddress.getHostAddress(), bits);
    }
}
