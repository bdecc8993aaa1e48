// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The texts of a request outside of its body. Each check throws the problem of what is wrong. */
final class RequestText {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String PARAMETERS =
            "(\\s*;\\s*(" + TOKEN + "=(" + TOKEN + "|\"[^\"\\p{Cntrl}]*\"))?)*";
    private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN + PARAMETERS);
    private static final Pattern RANGES =
            Pattern.compile(
                    "\\s*(" + TYPE + ")?\\s*(,\\s*(" + TYPE + ")?\\s*)*", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUALITY =
            Pattern.compile(";\\s*q=([^,;\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUALITY_VALUE = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private RequestText() {}

    /** A path as it stands in the request line. */
    static void checkPath(String path) {
        if (!path.startsWith("/") || hasControl(path)) {
            throw ProblemException.of(
                    Problem.BAD_REQUEST,
                    "Use a path of whole characters, each byte outside of ASCII as %XX in UTF-8,"
                            + " and none of them a control character.");
        }
    }

    /** A query as it stands in the request line. */
    static void checkQuery(String query) {
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (hasControl(parts[0])) {
                throw ProblemException.of(
                        Problem.BAD_REQUEST,
                        "The name of a query parameter is no text in UTF-8, or has a control"
                                + " character.");
            }
            if (parts.length == 2 && hasControl(parts[1])) {
                throw ProblemException.of(
                        Problem.BAD_REQUEST,
                        decoded(parts[0]).orElse(""),
                        "Give a text in UTF-8, each reserved byte as %XX, without control"
                                + " characters.");
            }
        }
    }

    /** A whole address: what may stand in it as it is, and what only encoded. */
    static void checkAddress(String address) {
        try {
            var _ = new URI(address);
        } catch (URISyntaxException _) {
            throw ProblemException.of(
                    Problem.BAD_REQUEST,
                    "Write the address as a URI: each character that has no place there as %XX.");
        }
    }

    /** What {@code Accept} says. */
    static void checkAccept(String accept) {
        boolean wellFormed =
                RANGES.matcher(accept).matches()
                        && QUALITY.matcher(accept)
                                .results()
                                .allMatch(q -> QUALITY_VALUE.matcher(q.group(1)).matches());
        if (!wellFormed) {
            throw ProblemException.of(
                    Problem.BAD_REQUEST,
                    "Accept",
                    "List media types, such as application/json, or leave it out.");
        }
    }

    /** What {@code Content-Type} says. */
    static void checkContentType(String type) {
        if (!TYPE.matcher(type.strip()).matches()) {
            throw ProblemException.of(
                    Problem.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type",
                    "Name one media type, such as application/json.");
        }
    }

    private static boolean hasControl(String encoded) {
        return decoded(encoded)
                .map(text -> text.chars().anyMatch(Character::isISOControl))
                .orElse(true);
    }

    /** Nothing where a byte is not encoded well, or the bytes are no UTF-8. */
    private static Optional<String> decoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                if (i + 2 >= encoded.length()
                        || !isHex(encoded.charAt(i + 1))
                        || !isHex(encoded.charAt(i + 2))) {
                    return Optional.empty();
                }
                bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else if (c <= 0x20 || c >= 0x7F) {
                return Optional.empty();
            } else {
                bytes.write(c);
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.toByteArray()))
                            .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x7F;
    }
}
