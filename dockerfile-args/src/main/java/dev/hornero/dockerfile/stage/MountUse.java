// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.ShellLexer;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.instruction.MountFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A mount with its variables put in.
 *
 * @param flag as written
 * @param options absent where they hang on values that are not known
 * @param uncertain some of them hang on such values
 */
record MountUse(MountFlag flag, Optional<MountOptions> options, boolean uncertain) {
    static MountUse of(MountFlag flag, Supplier<VariableReader> readers, ShellLexer lexer)
            throws ExpansionException, FormatException {
        List<Expanded> values = new ArrayList<>();
        MountOptions options = null;
        FormatException failure = null;
        try {
            options =
                    MountOptions.of(
                            flag,
                            value -> {
                                Expanded expanded = readers.get().expand(lexer, value);
                                values.add(expanded);
                                return expanded.text();
                            });
        } catch (FormatException e) {
            failure = e;
        }
        boolean uncertain = values.stream().anyMatch(Expanded::uncertain);
        List<DeclaredArgument> guarded =
                values.stream().flatMap(value -> value.guardedMissing().stream()).toList();
        if (failure != null && !uncertain && guarded.isEmpty()) {
            throw failure;
        }
        if (failure != null && !uncertain) {
            guarded.forEach(DeclaredArgument::demand);
        }
        if (uncertain && failsWithout(flag, values)) {
            values.forEach(value -> value.missing().forEach(DeclaredArgument::hardenLastRead));
        }
        return new MountUse(flag, Optional.ofNullable(options), uncertain);
    }

    /** Whether the mount cannot be made while the missing values are empty. */
    private static boolean failsWithout(MountFlag flag, List<Expanded> values)
            throws ExpansionException {
        List<String> texts =
                new ArrayList<>(
                        values.stream()
                                .map(value -> Expanded.withoutMissing(value.text()))
                                .toList());
        try {
            MountOptions.of(flag, value -> texts.isEmpty() ? "" : texts.removeFirst());
            return false;
        } catch (FormatException e) {
            return true;
        }
    }

    /** A check of the options. */
    @FunctionalInterface
    interface Check {
        void run() throws FormatException;
    }

    void verify(Check check) throws FormatException {
        if (!uncertain) {
            check.run();
        }
    }

    /** As written where it hangs on a value that is not known. */
    String secretId() {
        return options.map(MountOptions::secretId)
                .filter(id -> !uncertain)
                .or(() -> written("source", "src"))
                .or(() -> written("id"))
                .or(() -> written("target", "dst", "destination").map(MountOptions::lastSegment))
                .orElse("");
    }

    /** As written where it hangs on a value that is not known. */
    String sshId() {
        return options.map(MountOptions::sshId)
                .filter(id -> !uncertain)
                .or(() -> written("id"))
                .orElse("default");
    }

    private Optional<String> written(String... keys) {
        List<String> known = List.of(keys);
        return flag.fields().stream()
                .filter(field -> known.contains(field.key()))
                .flatMap(field -> field.value().stream())
                .reduce((first, last) -> last);
    }
}
