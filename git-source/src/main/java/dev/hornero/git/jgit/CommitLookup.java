// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.NearNames;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Which object the branch, tag or commit of a request names. */
final class CommitLookup {

    private static final String HEADS = "refs/heads/";

    private static final String TAGS = "refs/tags/";

    /** Where neither a default branch nor a near name is known. */
    private static final int BRANCHES_SHOWN = 3;

    private static final int SHORTEST_ID = 4;

    /** What a file system takes, and so git. */
    private static final int LONGEST_NAME = 4096;

    private static final String NEXT_STEP = " Set the branch of the build or of the environment.";

    private final UploadPack remote;

    CommitLookup(UploadPack remote) {
        this.remote = remote;
    }

    ObjectId find(SourceRequest request) throws IOException, SourceException {
        if (request.commit().isPresent()) {
            return byId(request.commit().get());
        }
        return request.branch().isPresent() ? byName(request.branch().get()) : head();
    }

    private ObjectId byId(String given) throws IOException, SourceException {
        String id = given.toLowerCase(Locale.ROOT);
        if (ObjectId.isId(id)) {
            return ObjectId.fromString(id);
        }
        if (!id.matches("[0-9a-f]{" + SHORTEST_ID + ",39}")) {
            throw noId(given);
        }
        List<RemoteRef> refs = allTips(id);
        Set<ObjectId> tips = new LinkedHashSet<>();
        for (RemoteRef ref : refs) {
            if (ref.target().name().startsWith(id)) {
                tips.add(ref.target());
            }
        }
        if (tips.size() == 1) {
            return tips.iterator().next();
        }
        // A date is made of hexadecimal digits too
        if (tips.isEmpty() && refs.stream().anyMatch(ref -> shortName(ref.name()).equals(given))) {
            throw noId(given);
        }
        throw SourceException.lasting(
                Reason.COMMIT_NOT_FOUND,
                tips.isEmpty()
                        ? "No branch or tag is at a commit that begins with "
                                + id
                                + "; give all 40 digits of the commit's id."
                        : "More than one commit begins with " + id + "; give all 40 digits.");
    }

    private static SourceException noId(String given) {
        return SourceException.lasting(
                Reason.COMMIT_NOT_FOUND,
                "'"
                        + RemoteError.printable(given)
                        + "' is not the id of a commit, which has 40 hexadecimal digits; give a"
                        + " tag or branch as the branch.");
    }

    private List<RemoteRef> allTips(String id) throws IOException, SourceException {
        try {
            return remote.refs(List.of(HEADS, TAGS));
        } catch (LimitReached e) {
            throw new SourceException(
                    Reason.COMMIT_NOT_FOUND,
                    "The repository has too many branches and tags to look for a commit that"
                            + " begins with "
                            + id
                            + "; give all 40 digits.",
                    false,
                    e);
        }
    }

    private ObjectId byName(String name) throws IOException, SourceException {
        List<String> candidates =
                name.startsWith("refs/") || name.equals("HEAD")
                        ? List.of(name)
                        : List.of(HEADS + name, TAGS + name);
        if (name.length() > LONGEST_NAME
                || !(name.equals("HEAD") || Repository.isValidRefName(candidates.getFirst()))) {
            throw notFound(name);
        }
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
        List<RemoteRef> refs;
        try {
            refs = remote.refs(List.of("HEAD", HEADS, TAGS));
        } catch (LimitReached e) {
            return new SourceException(
                    Reason.BRANCH_NOT_FOUND,
                    noSuch(name) + " It has too many to name near ones." + NEXT_STEP,
                    false,
                    e);
        }
        Optional<String> defaultBranch =
                refs.stream()
                        .filter(ref -> ref.name().equals("HEAD"))
                        .flatMap(ref -> ref.pointsTo().stream())
                        .map(CommitLookup::shortName)
                        .findFirst();
        List<String> branches = shortNames(refs, HEADS);
        if (branches.isEmpty()) {
            return SourceException.lasting(
                    Reason.BRANCH_NOT_FOUND,
                    "The repository has no branch yet; push a first commit.");
        }
        Set<String> names = new LinkedHashSet<>(branches);
        names.addAll(shortNames(refs, TAGS));
        defaultBranch.ifPresent(names::remove);
        List<String> near = NearNames.of(shortName(name), names);
        StringBuilder sentence = new StringBuilder(noSuch(name));
        defaultBranch.ifPresent(branch ->
                sentence.append(" Its default branch is ").append(quoted(List.of(branch))));
        if (!near.isEmpty()) {
            sentence.append(" Near names: ").append(quoted(near));
        } else if (defaultBranch.isEmpty()) {
            sentence.append(" It has ")
                    .append(quoted(branches.stream().limit(BRANCHES_SHOWN).toList()));
        }
        return SourceException.lasting(
                Reason.BRANCH_NOT_FOUND, sentence.append(NEXT_STEP).toString());
    }

    private static String noSuch(String name) {
        return name.equals("HEAD")
                ? "The repository's default branch does not exist."
                : "There is no branch or tag '"
                        + RemoteError.printable(name)
                        + "' in the repository.";
    }

    private static String quoted(List<String> names) {
        return names.stream()
                .map(RemoteError::printable)
                .collect(Collectors.joining("', '", "'", "'."));
    }

    private static List<String> shortNames(List<RemoteRef> refs, String prefix) {
        return refs.stream()
                .map(RemoteRef::name)
                .filter(name -> name.startsWith(prefix))
                .map(CommitLookup::shortName)
                .toList();
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
