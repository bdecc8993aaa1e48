// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Where a source of ADD or COPY lies. */
public enum SourceAddress {
    CONTEXT,
    HTTP,
    GIT;

    private static final Set<String> PROTOCOLS = Set.of("http", "https", "ssh", "git");

    /**
     * Told from the text alone, as BuildKit does: an HTTP address is a git repository when its path
     * ends in {@code .git}.
     */
    public static SourceAddress of(String source) {
        int protocolEnd = source.indexOf("://");
        if (protocolEnd > 0 && isAlphanumeric(source, protocolEnd)) {
            return ofUrl(source, source.substring(0, protocolEnd));
        }
        return isScpStyle(source) ? GIT : CONTEXT;
    }

    private static SourceAddress ofUrl(String source, String writtenProtocol) {
        String protocol = writtenProtocol.toLowerCase(Locale.ROOT);
        if (!PROTOCOLS.contains(protocol)) {
            return CONTEXT;
        }
        boolean isWeb = protocol.equals("http") || protocol.equals("https");
        if (isWeb ? path(source).endsWith(".git") : true) {
            return GIT;
        }
        // BuildKit compares the protocol of what it downloads with its case.
        return writtenProtocol.equals(protocol) ? HTTP : CONTEXT;
    }

    private static String path(String url) {
        String address = beforeAny(url, "?#");
        try {
            String path = new URI(address).getPath();
            return path == null ? "" : path;
        } catch (URISyntaxException e) {
            int slash = address.indexOf('/', address.indexOf("://") + 3);
            return slash < 0 ? "" : address.substring(slash);
        }
    }

    private static String beforeAny(String text, String characters) {
        int end = 0;
        while (end < text.length() && characters.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }

    /** {@code user@host:path}. */
    private static boolean isScpStyle(String source) {
        int at = source.indexOf('@');
        int colon = source.indexOf(':', at + 1);
        if (at <= 0 || colon <= at + 1) {
            return false;
        }
        return source.substring(0, at)
                        .chars()
                        .allMatch(c -> isAlphanumeric(c) || "-_".indexOf(c) >= 0)
                && source.substring(at + 1, colon)
                        .chars()
                        .allMatch(c -> isAlphanumeric(c) || "-.".indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(String text, int end) {
        return text.substring(0, end).chars().allMatch(SourceAddress::isAlphanumeric);
    }

    private static boolean isAlphanumeric(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }
}
