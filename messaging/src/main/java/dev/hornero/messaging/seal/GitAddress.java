// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a git repository, or the beginning of some, in the one spelling that every program
 * reads alike. What Java, git and curl could read differently is refused: an IPv4 address that is
 * not four decimal numbers, a zone, a dot at the end, {@code ..} however it is encoded.
 *
 * @param scheme lower case: https, http, ssh (also for {@code git@host:path}), git or file
 * @param host lower case, an IPv6 address without brackets; empty for file
 * @param port the scheme's own where the address names none; 0 for file
 * @param path its segments, decoded; a repository has at least one
 */
public record GitAddress(String scheme, String host, int port, List<String> path) {
    /** Networks that no public git host is in: IANA's special-purpose registries, as CIDRs. */
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

    private static final Map<String, Integer> PORTS =
            Map.of("https", 443, "http", 80, "ssh", 22, "git", 9418, "file", 0);
    private static final Set<String> REACHED_BY_HTTP = Set.of("https", "http");

    private static final int LONGEST = 2048;
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65535;

    private static final Pattern URL =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)((?:/.*)?)");
    private static final Pattern SCP =
            Pattern.compile(
                    "([^@/:]*)@(\\[[^\\]@/]*]|[^@/:\\[\\]]*):((?:[^:@/-][^:@/]*(?:/.*)?|/.*)?)");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(.*)@)?(\\[[^\\]]*]|[^:@\\[\\]]*)(?::([1-9][0-9]{0,4}))?");
    private static final Pattern SSH_USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern LABEL =
            Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*");

    public GitAddress {
        requireNonNull(scheme, "scheme");
        requireNonNull(host, "host");
        path = List.copyOf(path);
    }

    /**
     * Reads the address of a repository.
     *
     * @throws IllegalArgumentException with a sentence for users that never repeats the address,
     *     since it may hold a password
     */
    public static GitAddress ofRepository(String text) {
        GitAddress address = read(text);
        if (address.path.isEmpty()) {
            throw malformed();
        }
        return address;
    }

    /**
     * Reads what a credential is for: scheme and host, with a port and the beginning of a path
     * where wanted.
     *
     * @throws IllegalArgumentException with a sentence for users
     */
    public static GitAddress ofScope(String text) {
        GitAddress address = read(text);
        if (address.host.isEmpty()) {
            throw new IllegalArgumentException(
                    "A credential is for a host: use an address such as"
                            + " https://git.example.com/acme/.");
        }
        return address;
    }

    /** Whether a repository is at this address or, by whole segments of its path, below it. */
    public boolean covers(GitAddress repository) {
        return scheme.equals(repository.scheme)
                && host.equals(repository.host)
                && port == repository.port
                && path.size() <= repository.path.size()
                && path.equals(repository.path.subList(0, path.size()));
    }

    /** {@code scheme://host[:port]}, the port only where it is not the scheme's own. */
    public String origin() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return scheme + "://" + name + (PORTS.getOrDefault(scheme, 0) == port ? "" : ":" + port);
    }

    /** The address in its one spelling; reading it gives an equal one. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(origin()).append('/');
        for (int i = 0; i < path.size(); i++) {
            text.append(i == 0 ? "" : "/").append(encoded(path.get(i)));
        }
        return text.toString();
    }

    private static GitAddress read(String text) {
        if (text.isEmpty()
                || text.length() > LONGEST
                || text.codePoints().anyMatch(GitAddress::neverInAnAddress)) {
            throw malformed();
        }
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            return scp(text);
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        Integer usual = PORTS.get(scheme);
        if (usual == null) {
            throw malformed();
        }
        List<String> path = segments(url.group(3));
        if (scheme.equals("file")) {
            if (!url.group(2).isEmpty()) {
                throw malformed();
            }
            return new GitAddress(scheme, "", 0, path);
        }
        Matcher authority = AUTHORITY.matcher(url.group(2));
        if (!authority.matches()) {
            throw malformed();
        }
        checkUser(scheme, Optional.ofNullable(authority.group(1)));
        int port = authority.group(3) == null ? usual : Integer.parseInt(authority.group(3));
        if (port > HIGHEST_PORT) {
            throw malformed();
        }
        return new GitAddress(scheme, host(authority.group(2)), port, path);
    }

    private static GitAddress scp(String text) {
        Matcher scp = SCP.matcher(text);
        if (!scp.matches()) {
            throw malformed();
        }
        checkUser("ssh", Optional.of(scp.group(1)));
        // The shell's own rules hold for this form: nothing in it is encoded.
        return new GitAddress("ssh", host(scp.group(2)), 22, split(scp.group(3)));
    }

    // A query, a fragment, a backslash and what does not print are read differently everywhere.
    private static boolean neverInAnAddress(int c) {
        return c <= ' '
                || "\\?#\"<>^`{|}".indexOf(c) >= 0
                || Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE;
    }

    private static void checkUser(String scheme, Optional<String> user) {
        if (user.isPresent() && !(scheme.equals("ssh") && SSH_USER.matcher(user.get()).matches())) {
            throw new IllegalArgumentException(
                    "Leave user and password out of the address: make a git credential with"
                            + " POST /api/v1/git-credentials and name it in gitCredential.");
        }
    }

    private static String host(String text) {
        if (text.startsWith("[")) {
            return ipv6(text.substring(1, text.length() - 1));
        }
        String[] labels = text.split("\\.", -1);
        if (text.length() > LONGEST_HOST) {
            throw unclearHost();
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw unclearHost();
            }
        }
        if (NUMBER.matcher(labels[labels.length - 1]).matches() && !isIpv4(text, labels)) {
            throw unclearHost();
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isIpv4(String text, String[] numbers) {
        if (!IPV4.matcher(text).matches()) {
            return false;
        }
        for (String number : numbers) {
            if (Integer.parseInt(number) > 255) {
                return false;
            }
        }
        return true;
    }

    private static String ipv6(String text) {
        if (!IPV6.matcher(text).matches()) {
            throw unclearHost();
        }
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw unclearHost();
        }
        // One that stands for an IPv4 address is another spelling of that
        if (!(address instanceof Inet6Address six)
                || (six.isIPv4CompatibleAddress() && !six.isLoopbackAddress())) {
            throw unclearHost();
        }
        return address.getHostAddress();
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : split(rawPath)) {
            String segment = decoded(raw);
            if (segment.indexOf('/') >= 0
                    || segment.codePoints().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
                throw unclearPath();
            }
            segments.add(segment);
        }
        segments.forEach(GitAddress::checkSegment);
        return segments;
    }

    /** Without the slashes at both ends, which mean nothing to a git server. */
    private static List<String> split(String path) {
        String inner = path.replaceAll("^/|/+$", "");
        List<String> segments = inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
        segments.forEach(GitAddress::checkSegment);
        return segments;
    }

    private static void checkSegment(String segment) {
        if (segment.equals(".") || segment.equals("..")) {
            throw unclearPath();
        }
    }

    private static String decoded(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); ) {
            if (raw.charAt(i) == '%') {
                if (i + 3 > raw.length()
                        || Character.digit(raw.charAt(i + 1), 16) < 0
                        || Character.digit(raw.charAt(i + 2), 16) < 0) {
                    throw unclearPath();
                }
                bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 3;
            } else {
                int end = raw.indexOf('%', i) < 0 ? raw.length() : raw.indexOf('%', i);
                bytes.writeBytes(raw.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw unclearPath();
        }
    }

    private static String encoded(String segment) {
        StringBuilder text = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    (b >= 'a' && b <= 'z')
                            || (b >= 'A' && b <= 'Z')
                            || (b >= '0' && b <= '9')
                            || "-._~@+=:,".indexOf(b) >= 0;
            text.append(plain ? "" + (char) b : "%%%02X".formatted(b));
        }
        return text.toString();
    }

    /** Whether user and password, or a token, can be sent there. */
    public boolean takesPasswords() {
        return REACHED_BY_HTTP.contains(scheme);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "Use the address of a git repository, such as https://host/team/shop.git,"
                        + " ssh://git@host/team/shop.git or git@host:team/shop.git; a branch has a"
                        + " field of its own.");
    }

    private static IllegalArgumentException unclearHost() {
        return new IllegalArgumentException(
                "Write the host in full and plainly: a name in ASCII without a dot at its end, an"
                        + " IPv4 address as four decimal numbers without leading zeros, or an IPv6"
                        + " address in brackets without a zone.");
    }

    private static IllegalArgumentException unclearPath() {
        return new IllegalArgumentException(
                "Write the path plainly: no '.' or '..' in it, and no slash, backslash or control"
                        + " character in encoded form.");
    }
}
