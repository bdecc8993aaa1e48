// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a read may go: a repository's URL comes from a user and must not become a way into the
 * network that this program stands in. Addresses are judged after name resolution and again after
 * each redirect, and the connection goes to the very address that was judged.
 *
 * @param schemes of the URLs that are allowed, lower case
 * @param allowed ranges that are reachable although {@link #NEVER_PUBLIC} names them
 */
public record HostPolicy(Set<String> schemes, List<Cidr> allowed) {

    /** What is safe to offer to everybody; {@code http} and {@code file} are not. */
    public static final Set<String> DEFAULT_SCHEMES = Set.of("https", "ssh", "git");

    /** IANA's special-purpose registries: nothing in them is a public git host. */
    public static final List<String> NEVER_PUBLIC =
            List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // The first block also holds ::, ::1 and addresses that embed IPv4
                    "::/96",
                    "::ffff:0:0:0/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8");

    private static final List<Cidr> RESERVED = cidrs(NEVER_PUBLIC);

    public HostPolicy {
        Set<String> lower = new TreeSet<>();
        for (String scheme : schemes) {
            lower.add(scheme.strip().toLowerCase(Locale.ROOT));
        }
        schemes = Set.copyOf(lower);
        allowed = List.copyOf(allowed);
    }

    /** Public addresses only, and the default schemes. */
    public static HostPolicy publicHosts() {
        return new HostPolicy(DEFAULT_SCHEMES, List.of());
    }

    /** As settings give them; no scheme at all means the default ones. */
    public static HostPolicy of(Collection<String> schemes, Collection<String> allowedCidrs) {
        return new HostPolicy(
                schemes.isEmpty() ? DEFAULT_SCHEMES : Set.copyOf(schemes), cidrs(allowedCidrs));
    }

    public boolean allowsScheme(String scheme) {
        return schemes.contains(scheme);
    }

    public boolean allowsAddress(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address))
                || RESERVED.stream().noneMatch(range -> range.contains(address));
    }

    private static List<Cidr> cidrs(Collection<String> ranges) {
        return ranges.stream().map(Cidr::parse).toList();
    }
}
