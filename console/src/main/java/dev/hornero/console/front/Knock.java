// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A request as it comes to the door, before a page or a service is asked.
 *
 * @param target path and query as they were sent
 * @param host as in {@code Host}, with a port or without
 * @param origin as in {@code Origin}
 * @param site as in {@code Sec-Fetch-Site}
 */
public record Knock(
        String method,
        String target,
        Optional<String> host,
        Optional<String> origin,
        Optional<String> site) {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    public Knock {
        requireNonNull(method, "method");
        requireNonNull(target, "target");
        requireNonNull(host, "host");
        requireNonNull(origin, "origin");
        requireNonNull(site, "site");
    }

    /** Whether it is for a service behind this address; these have manners of their own. */
    public boolean isForService() {
        return target.startsWith("/api/v1/") || target.startsWith("/status/v1/");
    }

    /**
     * Styles and scripts of the pages, which browsers may keep: there is nothing private in them.
     */
    public boolean isForLooks() {
        return target.startsWith("/static/") || target.equals("/hornero.svg");
    }

    /** Health and meters, asked for by the address of a Pod. */
    private boolean isForOperators() {
        return target.startsWith("/q/");
    }

    /** What it is refused for, if it is. */
    public Optional<Refusal> refusal(Set<String> hosts) {
        if (!isWellFormed()) {
            return Optional.of(
                    new Refusal(400, "Not understood", "The address is malformed. Check it."));
        }
        if (isForOperators() || isForLooks()) {
            return Optional.empty();
        }
        if (!isMeantForUs(hosts)) {
            return Optional.of(
                    new Refusal(
                            421,
                            "Another address",
                            "This is not an address of Hornero. Who runs it can add the host's"
                                    + " name to HORNERO_CONSOLE_HOSTS."));
        }
        if (isForService()) {
            return Optional.empty();
        }
        return READS.contains(method) || isFromHere()
                ? Optional.empty()
                : Optional.of(
                        new Refusal(
                                403,
                                "Refused",
                                "This was not sent by a page of Hornero, so nothing was"
                                        + " changed."));
    }

    private boolean isMeantForUs(Set<String> hosts) {
        return hosts.contains("*")
                || host.map(given -> given.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT))
                        .filter(given ->
                                hosts.stream().anyMatch(known -> known.equalsIgnoreCase(given)))
                        .isPresent();
    }

    private boolean isWellFormed() {
        try {
            return new URI(target).getRawPath() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** Every browser of today sends one of the two with a form; what sends neither is none. */
    private boolean isFromHere() {
        return site.map(from -> from.equals("same-origin") || from.equals("none"))
                .orElseGet(() -> origin.filter(this::isOwn).isPresent());
    }

    private boolean isOwn(String from) {
        return host.filter(
                        own -> {
                            String scheme = from.replaceFirst("://.*$", "");
                            return (scheme.equals("http") || scheme.equals("https"))
                                    && withPort(from.replaceFirst("^https?://", ""), scheme)
                                            .equalsIgnoreCase(withPort(own, scheme));
                        })
                .isPresent();
    }

    private static String withPort(String host, String scheme) {
        return host.matches(".*:[0-9]+") ? host : host + (scheme.equals("https") ? ":443" : ":80");
    }
}
