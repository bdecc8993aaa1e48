// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.ResolvedCommit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** What stands in commits, tags and trees, by JGit's parsers. */
final class ParsedObjects {

    private ParsedObjects() {}

    /** One name in a directory. */
    record Entry(String name, Kind kind, ObjectId id) {}

    enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        SUBMODULE;

        private static Kind of(int mode) throws MalformedAnswer {
            return switch (mode & FileMode.TYPE_MASK) {
                case FileMode.TYPE_FILE -> FILE;
                case FileMode.TYPE_TREE -> DIRECTORY;
                case FileMode.TYPE_SYMLINK -> SYMLINK;
                case FileMode.TYPE_GITLINK -> SUBMODULE;
                default -> throw new MalformedAnswer("a directory entry of unknown kind");
            };
        }
    }

    /** A commit, and its root directory. */
    record Commit(ResolvedCommit resolved, ObjectId root) {}

    static Commit commit(GitObject object) throws IOException {
        try {
            RevCommit commit = RevCommit.parse(object.bytes());
            return new Commit(
                    new ResolvedCommit(
                            object.id().name(),
                            RemoteError.printable(commit.getAuthorIdent().getName()),
                            commit.getCommitterIdent().getWhenAsInstant(),
                            RemoteError.printable(commit.getShortMessage())),
                    commit.getTree().getId());
        } catch (RuntimeException e) {
            throw new MalformedAnswer("a commit that cannot be read", e);
        }
    }

    static ObjectId tagged(GitObject object) throws IOException {
        try {
            return RevTag.parse(object.bytes()).getObject().getId();
        } catch (CorruptObjectException | RuntimeException e) {
            throw new MalformedAnswer("a tag that cannot be read", e);
        }
    }

    static Optional<Entry> entry(GitObject tree, String name) throws IOException {
        return entries(tree, entry -> entry.name().equals(name)).stream().findFirst();
    }

    /** How many directories there are in a directory. */
    static int directories(GitObject tree) throws IOException {
        return entries(tree, entry -> entry.kind() == Kind.DIRECTORY).size();
    }

    static List<Entry> entries(GitObject tree, Predicate<Entry> wanted) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            CanonicalTreeParser parser = new CanonicalTreeParser();
            for (parser.reset(tree.bytes()); !parser.eof(); parser.next(1)) {
                Entry entry =
                        new Entry(
                                parser.getEntryPathString(),
                                Kind.of(parser.getEntryRawMode()),
                                parser.getEntryObjectId());
                if (wanted.test(entry)) {
                    entries.add(entry);
                }
            }
        } catch (RuntimeException e) {
            throw new MalformedAnswer("a directory that cannot be read", e);
        }
        return entries;
    }
}
