// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static java.util.Objects.requireNonNull;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository's URL taken apart: {@code https://host/path}, {@code ssh://git@host:22/path}, {@code
 * git@host:path}, {@code git://host/path}, {@code file:///path}.
 *
 * @param scheme lower case
 * @param host lower case, an IPv6 address without its brackets; empty for {@code file}
 * @param port -1 where the URL names none
 * @param path as the transport wants it: encoded for http and https, decoded for the others
 */
public record RepositoryUrl(
        String scheme,
        String host,
        int port,
        String path,
        Optional<String> user,
        Optional<GitCredential> embedded) {

    private static final Pattern SCP =
            Pattern.compile(
                    "(?:([^@/:\\s]+)@)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([^:@/-][^@/]*(?:/.*)?|/.*)");
    private static final Pattern LABEL =
            Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*");
    // Greedy on purpose: a password may hold an unescaped slash or another @
    private static final Pattern USER_INFO =
            Pattern.compile("(?s)^([A-Za-z][A-Za-z0-9+.-]*://)?.*@");

    /** As project-service takes it, and less than any request line may be. */
    private static final int LONGEST = 2048;

    private static final int SHOWN = 200;
    private static final int HIGHEST_PORT = 65535;

    /** Of a name in DNS. */
    private static final int LONGEST_HOST = 253;

    public RepositoryUrl {
        requireNonNull(scheme, "scheme");
        requireNonNull(host, "host");
        requireNonNull(path, "path");
        requireNonNull(user, "user");
        requireNonNull(embedded, "embedded");
    }

    /**
     * Throws {@link IllegalArgumentException} with a sentence for the user where it is not the URL
     * of a repository.
     */
    public static RepositoryUrl parse(String text) {
        String url = text.strip();
        if (url.isEmpty()
                || url.length() > LONGEST
                || url.chars().anyMatch(Character::isISOControl)) {
            throw malformed(url);
        }
        if (!url.contains("://")) {
            return scpForm(url);
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // Its message holds the URL as it came
            throw malformed(url);
        }
        if (uri.getScheme() == null || uri.getPort() > HIGHEST_PORT) {
            throw malformed(url);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    sentence(url) + "; leave out what follows ? or #, a branch is given apart");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String rawPath = Optional.ofNullable(uri.getRawPath()).orElse("");
        if (scheme.equals("file")) {
            return new RepositoryUrl(
                    scheme, "", -1, decoded(rawPath), Optional.empty(), Optional.empty());
        }
        String host = Optional.ofNullable(uri.getHost()).orElseGet(() -> looseHost(url, uri));
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (!isHost(host) || rawPath.length() < 2) {
            throw malformed(url);
        }
        boolean http = scheme.equals("http") || scheme.equals("https");
        Optional<String> userInfo = Optional.ofNullable(uri.getRawUserInfo());
        Optional<String> user =
                userInfo.map(info -> decoded(info.split(":", 2)[0]))
                        .filter(name -> !name.isEmpty());
        return new RepositoryUrl(
                scheme,
                host.toLowerCase(Locale.ROOT),
                uri.getPort(),
                http ? stripTrailingSlashes(ascii(uri)) : sshPath(decoded(rawPath)),
                user,
                http ? userInfo.flatMap(RepositoryUrl::embeddedCredential) : Optional.empty());
    }

    /**
     * Whether every program reads this host alike: a name in ASCII without a dot at its end, an
     * IPv4 address of four decimal numbers, or an IPv6 address that has no zone and stands for no
     * IPv4 address. {@code 012.0.0.1} is 12.0.0.1 to Java and 10.0.0.1 to curl.
     */
    public static boolean isHost(String text) {
        if (text.indexOf(':') >= 0) {
            return isIpv6(text);
        }
        String[] labels = text.split("\\.", -1);
        if (text.length() > LONGEST_HOST
                || !Arrays.stream(labels).allMatch(label -> LABEL.matcher(label).matches())) {
            return false;
        }
        return !NUMBER.matcher(labels[labels.length - 1]).matches()
                || (IPV4.matcher(text).matches()
                        && Arrays.stream(labels).allMatch(n -> Integer.parseInt(n) <= 255));
    }

    private static boolean isIpv6(String text) {
        if (!IPV6.matcher(text).matches()) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(text) instanceof Inet6Address six
                    && (!six.isIPv4CompatibleAddress() || six.isLoopbackAddress());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String ascii(URI uri) {
        return URI.create(uri.toASCIIString()).getRawPath();
    }

    private static RepositoryUrl scpForm(String url) {
        Matcher scp = SCP.matcher(url);
        if (!scp.matches()) {
            throw malformed(url);
        }
        String host = scp.group(2);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        if (!isHost(host)) {
            throw malformed(url);
        }
        return new RepositoryUrl(
                "ssh",
                host.toLowerCase(Locale.ROOT),
                -1,
                scp.group(3),
                Optional.ofNullable(scp.group(1)),
                Optional.empty());
    }

    // java.net.URI gives no host where the name has an underscore, as names inside clusters do
    private static String looseHost(String url, URI uri) {
        String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        if (host.contains(":")) {
            throw malformed(url);
        }
        return host;
    }

    private static Optional<GitCredential> embeddedCredential(String userInfo) {
        String[] parts = userInfo.split(":", 2);
        String name = decoded(parts[0]);
        if (parts.length == 2 && !name.isBlank()) {
            return Optional.of(new GitCredential.Basic(name, decoded(parts[1])));
        }
        return name.isBlank() ? Optional.empty() : Optional.of(new GitCredential.Basic(name, ""));
    }

    // As git does: ssh://host/~user/x is relative to that user's home
    private static String sshPath(String path) {
        return path.startsWith("/~") ? path.substring(1) : path;
    }

    private static String stripTrailingSlashes(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static String decoded(String raw) {
        try {
            String text = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw malformed("");
            }
            return text;
        } catch (IllegalArgumentException e) {
            throw malformed("");
        }
    }

    private static IllegalArgumentException malformed(String url) {
        return new IllegalArgumentException(
                sentence(url)
                        + "; it looks like https://host/owner/name.git,"
                        + " ssh://git@host/owner/name.git or git@host:owner/name.git");
    }

    private static String sentence(String url) {
        String line = redact(url);
        return "'"
                + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line)
                + "' is not the URL of a git repository";
    }

    /** The text in one line, without user, password and query, for messages and logs. */
    public static String redact(String url) {
        Matcher matcher = USER_INFO.matcher(url);
        String open =
                matcher.lookingAt()
                        ? Optional.ofNullable(matcher.group(1)).orElse("")
                                + url.substring(matcher.end())
                        : url;
        String bare = open.contains("://") ? open.split("[?#]", 2)[0] : open;
        return bare.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** The port the URL names, else the scheme's. */
    public int effectivePort() {
        if (port > 0) {
            return port;
        }
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            case "ssh" -> 22;
            case "git" -> 9418;
            default -> -1;
        };
    }

    /** {@code host:port} as it stands in a URL, the port only where the URL names it. */
    public String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port > 0 ? name + ":" + port : name;
    }

    /** The URL without user and password. */
    @Override
    public String toString() {
        return scheme + "://" + authority() + (path.startsWith("/") ? "" : "/") + path;
    }
}
