// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.NearNames;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** Which object the branch, tag or commit of a request names. */
final class CommitLookup {

    private static final String HEADS = "refs/heads/";

    private static final String TAGS = "refs/tags/";

    /** Where neither a default branch nor a near name can be told. */
    private static final int BRANCHES_SHOWN = 3;

    private static final int SHORTEST_ID = 4;

    private final UploadPack remote;

    CommitLookup(UploadPack remote) {
        this.remote = remote;
    }

    ObjectId find(SourceRequest request) throws IOException, SourceException {
        if (request.commit().isPresent()) {
            return byId(request.commit().get().toLowerCase(Locale.ROOT));
        }
        return request.branch().isPresent() ? byName(request.branch().get()) : head();
    }

    private ObjectId byId(String id) throws IOException, SourceException {
        if (ObjectId.isId(id)) {
            return ObjectId.fromString(id);
        }
        if (!id.matches("[0-9a-f]{" + SHORTEST_ID + ",39}")) {
            throw SourceException.lasting(
                    Reason.COMMIT_NOT_FOUND,
                    "'"
                            + RemoteError.printable(id)
                            + "' is not a commit id; give all its 40 hexadecimal digits.");
        }
        Set<ObjectId> tips = new LinkedHashSet<>();
        for (RemoteRef ref : remote.refs(List.of(HEADS, TAGS))) {
            if (ref.target().name().startsWith(id)) {
                tips.add(ref.target());
            }
        }
        if (tips.size() == 1) {
            return tips.iterator().next();
        }
        throw SourceException.lasting(
                Reason.COMMIT_NOT_FOUND,
                tips.isEmpty()
                        ? "No branch or tag is at a commit that begins with "
                                + id
                                + "; give all 40 digits of the commit's id."
                        : "More than one commit begins with " + id + "; give all 40 digits.");
    }

    private ObjectId byName(String name) throws IOException, SourceException {
        List<String> candidates =
                name.startsWith("refs/") || name.equals("HEAD")
                        ? List.of(name)
                        : List.of(HEADS + name, TAGS + name);
        List<RemoteRef> refs = remote.refs(candidates);
        for (String candidate : candidates) {
            for (RemoteRef ref : refs) {
                if (ref.name().equals(candidate)) {
                    return ref.target();
                }
            }
        }
        throw notFound(name);
    }

    private ObjectId head() throws IOException, SourceException {
        for (RemoteRef ref : remote.refs(List.of("HEAD"))) {
            if (ref.name().equals("HEAD")) {
                return ref.target();
            }
        }
        throw notFound("HEAD");
    }

    private SourceException notFound(String name) throws IOException, SourceException {
        Optional<String> defaultBranch = Optional.empty();
        List<String> branches = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (RemoteRef ref : remote.refs(List.of("HEAD", HEADS, TAGS))) {
            if (ref.name().equals("HEAD")) {
                defaultBranch = ref.pointsTo().map(CommitLookup::shortName);
            } else if (ref.name().startsWith(HEADS)) {
                branches.add(shortName(ref.name()));
            }
            names.add(shortName(ref.name()));
        }
        StringBuilder sentence = new StringBuilder();
        if (branches.isEmpty()) {
            sentence.append("The repository has no branch yet; push a first commit.");
        } else {
            sentence.append("There is no branch or tag '")
                    .append(RemoteError.printable(name))
                    .append("' in the repository.");
            defaultBranch.ifPresent(branch ->
                    sentence.append(" Its default branch is '").append(branch).append("'."));
            List<String> near = NearNames.of(shortName(name), names);
            if (!near.isEmpty()) {
                sentence.append(" Near names: '").append(String.join("', '", near)).append("'.");
            } else if (defaultBranch.isEmpty()) {
                sentence.append(" It has '")
                        .append(
                                String.join(
                                        "', '", branches.stream().limit(BRANCHES_SHOWN).toList()))
                        .append("'.");
            }
            sentence.append(" Set the branch of the build or of the environment.");
        }
        return SourceException.lasting(Reason.BRANCH_NOT_FOUND, sentence.toString());
    }

    private static String shortName(String ref) {
        for (String prefix : List.of(HEADS, TAGS)) {
            if (ref.startsWith(prefix)) {
                return ref.substring(prefix.length());
            }
        }
        return ref;
    }
}
