// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.warning;

import dev.hornero.dockerfile.Warning;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the warnings of one scan. The {@code KANIKO_} ones say where Kaniko
 * (osscontainertools/kaniko, which builds the images) differs from BuildKit, whose rules the scan
 * follows.
 */
public final class WarningLog {
    private final Set<Warning> warnings = new LinkedHashSet<>();

    /** In the order of the lines; those about values come last. */
    public List<Warning> inOrder() {
        return warnings.stream()
                .sorted(
                        Comparator.comparingInt(
                                warning -> warning.line().orElse(Integer.MAX_VALUE)))
                .toList();
    }

    private void add(String code, int line, String message) {
        warnings.add(new Warning(code, Optional.of(line), message));
    }

    private void add(String code, String message) {
        warnings.add(new Warning(code, Optional.empty(), message));
    }

    public void unknownValue(String name, Optional<String> nearest) {
        add(
                "UNKNOWN_ARG",
                "No ARG declares "
                        + name
                        + ", so its value has no effect; "
                        + nearest.map(meant -> "did you mean " + meant + "?")
                                .orElse("check the name, or remove the value."));
    }

    public void secretLookingName(int line, String name) {
        add(
                "SECRET_LOOKING_ARG",
                line,
                "The value of "
                        + name
                        + " ends in the history of the image; use RUN --mount=type=secret for what"
                        + " is secret.");
    }

    public void unreferenceableNames(int line, List<String> names) {
        add(
                "UNREFERENCEABLE_ARG",
                line,
                "No instruction can refer to an ARG named "
                        + String.join(" or ", names)
                        + "; names are letters, digits and _, and start with no digit, and a"
                        + " default is written NAME=VALUE without blanks.");
    }

    public void commentBehindArg(int line, String mark) {
        add(
                "COMMENT_BEHIND_ARG",
                line,
                "Docker takes the rest of this line, from "
                        + mark
                        + " on, for further arguments: a # starts a comment only at the beginning"
                        + " of a line. Move the comment above the ARG.");
    }

    public void typographicQuotes(int line, char opening) {
        add(
                "TYPOGRAPHIC_QUOTES",
                line,
                "Docker does not know the quotes that start with "
                        + opening
                        + ": they become part of the value, which ends at the first blank. Write \""
                        + " instead.");
    }

    /** {@code declaredIn} is the line of a stage that declares it. */
    public void undeclaredInFrom(int line, String name, Optional<Integer> declaredIn) {
        add(
                "UNDECLARED_ARG_IN_FROM",
                line,
                "No ARG before the first FROM declares "
                        + name
                        + ": BuildKit takes no value for it, Kaniko takes any --build-arg; put ARG "
                        + name
                        + declaredIn.map(other -> " (line " + other + ")").orElse("")
                        + " before the first FROM.");
    }

    public void globalArgumentInStage(int line, String name) {
        add(
                "GLOBAL_ARG_IN_STAGE",
                line,
                "ARG "
                        + name
                        + " stands before the first FROM only, where no stage sees it: here it is"
                        + " empty, unless the base image sets it. Put ARG "
                        + name
                        + " into this stage, before this line.");
    }

    public void duplicateStageName(int line, String name) {
        add(
                "DUPLICATE_STAGE_NAME",
                line,
                "Another stage is named "
                        + name
                        + " already: BuildKit continues the nearest one before, Kaniko the first;"
                        + " rename one.");
    }

    public void baseMayBeAStage(int line, String name) {
        add(
                "BASE_MAY_BE_A_STAGE",
                line,
                "With some value this continues a stage of the file, such as "
                        + name
                        + "; what that stage needs is known only when the scan is given the"
                        + " value.");
    }

    public void emptyContinuation(int line) {
        add(
                "EMPTY_CONTINUATION",
                line,
                "A blank line stands between the lines of this instruction; BuildKit will refuse"
                        + " that some day.");
    }

    public void triggersOfBaseUnknown(int line, String image) {
        add(
                "BASE_IMAGE_ONBUILD_UNKNOWN",
                line,
                "The ONBUILD instructions of "
                        + image
                        + " may declare and read arguments that only the image itself can tell.");
    }

    public void mountFrom(int line, String name, boolean onlyByMounts) {
        add(
                "KANIKO_MOUNT_FROM",
                line,
                "Kaniko skips a mount from another stage or image ("
                        + name
                        + ")"
                        + (onlyByMounts ? " and does not build the stage" : "")
                        + "; use COPY --from.");
    }

    public void mountSsh(int line) {
        add(
                "KANIKO_MOUNT_SSH",
                line,
                "Kaniko has no SSH mounts; give a key as a build secret instead.");
    }

    public void fromPlatform(int line) {
        add(
                "KANIKO_FROM_PLATFORM",
                line,
                "Kaniko ignores --platform of FROM and builds for the platform of its node.");
    }

    public void automaticArgumentInFrom(int line) {
        add(
                "KANIKO_FROM_PLATFORM_ARG",
                line,
                "Kaniko does not fill in platform arguments in FROM; give them as build"
                        + " arguments.");
    }

    public void demandsItselfInAStage(int line, String name) {
        add(
                "KANIKO_SELF_REQUIRED_STAGE_ARG",
                line,
                "Kaniko evaluates the default of "
                        + name
                        + " even when a value is given, and fails; demand it before the first FROM"
                        + " or in a RUN.");
    }

    public void quotedGlobalDefault(int line, String name) {
        add(
                "KANIKO_QUOTED_GLOBAL_DEFAULT",
                line,
                "Kaniko strips the outer quotes of the default of "
                        + name
                        + " before it evaluates it, so this means something else to it or"
                        + " nothing; quote the whole in double quotes, or not at all.");
    }

    public void heredocExpands(int line) {
        add(
                "KANIKO_HEREDOC_EXPAND",
                line,
                "Kaniko writes this heredoc without putting variables in, unless it runs with"
                        + " FF_KANIKO_EXPAND_HEREDOC=true.");
    }

    public void emptyValueInFrom(String name) {
        add(
                "EMPTY_FROM_VALUE",
                "Kaniko ignores the empty value of "
                        + name
                        + " in FROM and takes the default; leave the value out.");
    }

    public void equalsInFromValue(String name) {
        add(
                "EQUALS_IN_FROM_VALUE",
                "Kaniko cuts the value of " + name + " in FROM at its equals sign.");
    }
}
