// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import dev.hornero.dockerfile.text.Quoted;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.Set;

/** What EXPOSE takes: {@code [[ip:]port[-port]:]port[-port][/protocol]}. */
public final class Port {
    private static final Set<String> PROTOCOLS = Set.of("", "tcp", "udp", "sctp");
    private static final int HIGHEST = 65_535;

    private Port() {}

    /** Refuses what names no port. */
    public static void check(String text) throws FormatException {
        int last = text.lastIndexOf(':');
        String container = text.substring(last + 1);
        int before = last < 0 ? -1 : text.lastIndexOf(':', last - 1);
        String host = last < 0 ? "" : text.substring(before + 1, last);
        String ip = before < 0 ? "" : text.substring(0, before);
        int slash = container.indexOf('/');
        String ports = slash < 0 ? container : container.substring(0, slash);
        String protocol = slash < 0 ? "" : container.substring(slash + 1);
        if (ports.isEmpty()) {
            throw new FormatException("invalid port: " + Quoted.of(text) + ": no port specified");
        }
        if (!PROTOCOLS.contains(protocol.toLowerCase(Locale.ROOT))) {
            throw new FormatException(
                    "invalid port: " + Quoted.of(text) + ": invalid proto: " + protocol);
        }
        checkAddress(ip);
        int size;
        try {
            size = sizeOfRange(ports);
        } catch (FormatException e) {
            throw new FormatException("invalid containerPort: " + ports);
        }
        if (!host.isEmpty()) {
            checkHostRange(host, ports, size);
        }
    }

    private static void checkHostRange(String host, String container, int containerSize)
            throws FormatException {
        int size;
        try {
            size = sizeOfRange(host);
        } catch (FormatException e) {
            throw new FormatException("invalid hostPort: " + host);
        }
        if (size != containerSize && containerSize != 1) {
            throw new FormatException(
                    "invalid ranges specified for container and host Ports: "
                            + container
                            + " and "
                            + host);
        }
    }

    private static int sizeOfRange(String ports) throws FormatException {
        int dash = ports.indexOf('-');
        int start = number(dash < 0 ? ports : ports.substring(0, dash));
        int end = dash < 0 ? start : number(ports.substring(dash + 1));
        if (end < start) {
            throw new FormatException("invalid port range: " + ports);
        }
        return end - start + 1;
    }

    private static int number(String text) throws FormatException {
        long port = Numbers.signed(text, 10, 64);
        if (port < 0 || port > HIGHEST) {
            throw new FormatException("value out of range (0–65535)");
        }
        return Math.toIntExact(port);
    }

    private static void checkAddress(String ip) throws FormatException {
        if (ip.isEmpty()) {
            return;
        }
        String address = ip;
        if (ip.startsWith("[")) {
            if (!ip.endsWith("]")) {
                throw new FormatException(
                        "invalid IP address %s: address %s:: missing ']' in address"
                                .formatted(ip, ip));
            }
            address = ip.substring(1, ip.length() - 1);
        }
        if (!address.isEmpty() && !isIpv4(address) && !isIpv6(address)) {
            throw new FormatException("invalid IP address: " + address);
        }
    }

    private static boolean isIpv4(String address) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean digits =
                    !part.isEmpty()
                            && part.length() <= 3
                            && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits
                    || Integer.parseInt(part) > 255
                    || (part.length() > 1 && part.charAt(0) == '0')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String address) {
        if (address.indexOf(':') < 0 || address.indexOf('%') >= 0 || address.indexOf('[') >= 0) {
            return false;
        }
        try {
            return !Inet6Address.ofLiteral(address).getHostAddress().isEmpty();
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }
}
