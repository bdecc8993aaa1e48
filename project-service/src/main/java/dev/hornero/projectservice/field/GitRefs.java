// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import dev.hornero.http.problem.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Branches and commits as git spells them. */
public final class GitRefs {
    private static final int LONGEST_BRANCH = 244;

    /** See git-check-ref-format: none of these anywhere in a reference. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|\\.lock(/|$)");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    private GitRefs() {}

    /** A branch or tag, without {@code refs/heads/}. */
    public static String branch(String value, String field) {
        boolean wellFormed =
                !value.isEmpty()
                        && value.length() <= LONGEST_BRANCH
                        && !value.equals("@")
                        && !FORBIDDEN.matcher(value).find()
                        && "-/.".indexOf(value.charAt(0)) < 0
                        && "/.".indexOf(value.charAt(value.length() - 1)) < 0;
        if (!wellFormed) {
            throw ProblemException.invalid(
                    field, "Use the name of a branch or tag as git knows it, such as main.");
        }
        return value;
    }

    /** A commit's id, full or abbreviated to 7 digits or more; in lower case. */
    public static String commit(String value, String field) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!COMMIT.matcher(lower).matches()) {
            throw ProblemException.invalid(
                    field,
                    "Use a commit's id: 7 to 64 hexadecimal digits, best the full 40. Tags and"
                            + " branches go into branch.");
        }
        return lower;
    }
}
