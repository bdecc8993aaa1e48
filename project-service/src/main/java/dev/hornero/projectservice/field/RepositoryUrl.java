// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import dev.hornero.http.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a git repository. Which schemes and hosts are reached is the scanner's to say.
 *
 * @param scheme {@code ssh} for the form {@code git@host:path} too
 */
public record RepositoryUrl(String text, String scheme) {
    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");
    private static final int LONGEST = 2048;
    private static final Pattern SCP =
            Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^\\s\\p{Cntrl}]+");

    /** Reads a field. The detail never repeats the address: it may hold a credential. */
    public static RepositoryUrl read(@Nullable String value, String field) {
        if (value == null || value.isBlank() || value.length() > LONGEST) {
            throw invalid(field);
        }
        if (SCP.matcher(value).matches() && !value.contains("://")) {
            return new RepositoryUrl(value, "ssh");
        }
        URI uri = parse(value, field);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || uri.getPath() == null || uri.getPath().length() < 2) {
            throw invalid(field);
        }
        if (uri.getHost() == null && !scheme.equals("file")) {
            throw invalid(field);
        }
        String user = uri.getRawUserInfo();
        if (user != null && (!scheme.equals("ssh") || user.contains(":"))) {
            throw ProblemException.invalid(
                    field,
                    "Leave user and password out of the address: make a git credential with"
                            + " POST /api/v1/git-credentials and name it in gitCredential.");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw ProblemException.invalid(
                    field, "Leave out what follows '?' or '#'; a branch has a field of its own.");
        }
        return new RepositoryUrl(value, scheme);
    }

    private static URI parse(String value, String field) {
        try {
            return new URI(value);
        } catch (URISyntaxException _) {
            throw invalid(field);
        }
    }

    private static ProblemException invalid(String field) {
        return ProblemException.invalid(
                field,
                "Use the address of a git repository, such as https://host/team/shop.git,"
                        + " ssh://git@host/team/shop.git or git@host:team/shop.git.");
    }
}
