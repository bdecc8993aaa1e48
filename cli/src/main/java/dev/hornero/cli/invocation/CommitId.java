// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.invocation;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the value of {@code --commit}: an id, whole or abbreviated, or nothing to unset one. */
public final class CommitId implements ITypeConverter<String> {
    private static final Pattern ID = Pattern.compile("[0-9A-Fa-f]{4,64}");

    @Override
    public String convert(String value) {
        if (!value.isBlank() && !ID.matcher(value.strip()).matches()) {
            throw new TypeConversionException(
                    "'"
                            + value
                            + "' is not the id of a commit, which has hexadecimal digits only; tags"
                            + " and branches go into --branch");
        }
        return value;
    }
}
