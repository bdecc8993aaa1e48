// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import dev.hornero.http.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names that users give. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern NUMBER_TAG = Pattern.compile("build-[0-9]+");

    private Names() {}

    /** Of a project, environment, cluster or credential. */
    public static String name(@Nullable String value, String field) {
        return matching(
                NAME,
                value,
                field,
                "Use 1 to 100 characters of a-z, 0-9 and '-', with no '-' at either end.");
    }

    /** Of a Kubernetes namespace. */
    public static String namespace(@Nullable String value, String field) {
        return matching(
                NAMESPACE,
                value,
                field,
                "Use the name of a Kubernetes namespace: 1 to 63 characters of a-z, 0-9 and '-',"
                        + " with no '-' at either end.");
    }

    /** Of a stage in a Dockerfile. */
    public static String stage(String value, String field) {
        return matching(STAGE, value, field, "Use the name that a FROM … AS gives to a stage.");
    }

    /** Of an image. The tags that count builds are Hornero's own. */
    public static String tag(String value, String field) {
        matching(
                TAG,
                value,
                field,
                "Use 1 to 128 characters of letters, digits, '_', '.' and '-',"
                        + " starting with none of the last two.");
        if (NUMBER_TAG.matcher(value).matches()) {
            throw ProblemException.invalid(
                    field, "Choose another tag: build-<number> is given to every build by itself.");
        }
        return value;
    }

    private static String matching(
            Pattern pattern, @Nullable String value, String field, String shape) {
        if (value == null) {
            throw ProblemException.invalid(field, "The field is missing. " + shape);
        }
        if (!pattern.matcher(value).matches()) {
            throw ProblemException.invalid(field, shape);
        }
        return value;
    }
}
