// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.projectservice.field.GitRefs;
import dev.hornero.projectservice.field.Names;
import java.util.Map;
import java.util.Optional;

/** What is sent to ask for a build; every field may be left out. */
public record BuildForm(
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> tag,
        Optional<Map<String, JsonNode>> args,
        Optional<Boolean> cache) {
    static final BuildForm EMPTY =
            new BuildForm(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public BuildForm {
        branch.ifPresent(given -> GitRefs.branch(given, "branch"));
        commit = commit.map(given -> GitRefs.commit(given, "commit"));
        tag.ifPresent(given -> Names.tag(given, "tag"));
    }

    BuildOverrides toOverrides() {
        return new BuildOverrides(
                branch, commit, tag, cache, ArgChange.readGiven(args.orElse(Map.of()), "args"));
    }

    /** Without the values: they may be secret. */
    @Override
    public String toString() {
        return "BuildForm[branch=" + branch + ", commit=" + commit + ", tag=" + tag + "]";
    }
}
