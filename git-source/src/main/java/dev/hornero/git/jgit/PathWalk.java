// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.NearNames;
import dev.hornero.git.RepositoryPath;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.jgit.ParsedObjects.Entry;
import dev.hornero.git.jgit.ParsedObjects.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Finds a path in the trees of one commit. Symbolic links are followed as a file system would, but
 * never out of the repository.
 */
final class PathWalk {

    /** What stands at the end of a path, as sentences name it. */
    enum Sought {
        DOCKERFILE(Reason.DOCKERFILE_NOT_FOUND, "the Dockerfile path"),
        CONTEXT(Reason.CONTEXT_NOT_FOUND, "the context path");

        private final Reason reason;
        private final String setting;

        Sought(Reason reason, String setting) {
            this.reason = reason;
            this.setting = setting;
        }
    }

    private static final int LONGEST_LINK = 4096;
    private static final int NAMES_SHOWN = 5;
    private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";

    private final RemoteObjects objects;
    private final RepositoryPath path;
    private final Sought sought;
    private final SourceLimits limits;

    /** The directories entered, the root first, and the names that led there. */
    private final Deque<ObjectId> trees = new ArrayDeque<>();

    private final Deque<String> names = new ArrayDeque<>();
    private final Deque<String> ahead = new ArrayDeque<>();
    private int hops;
    private int steps;

    PathWalk(
            RemoteObjects objects,
            ObjectId root,
            RepositoryPath path,
            Sought sought,
            SourceLimits limits) {
        this.objects = objects;
        this.path = path;
        this.sought = sought;
        this.limits = limits;
        trees.push(root);
        ahead.addAll(path.parts());
    }

    /** The regular file that the path leads to. */
    ObjectId file() throws IOException, SourceException {
        Optional<ObjectId> file = end();
        if (file.isEmpty()) {
            throw directory();
        }
        return file.get();
    }

    /** Whether the path leads to a directory, which itself is not fetched, or into a submodule. */
    void requireDirectory() throws IOException, SourceException {
        if (end().isPresent()) {
            throw failure(
                    "'"
                            + shown()
                            + "' is a file, not a directory. Correct the context path of the"
                            + " project.");
        }
    }

    /** The file at the end of the path; empty where a directory is. */
    private Optional<ObjectId> end() throws IOException, SourceException {
        while (!ahead.isEmpty()) {
            requireStep();
            if (names.size() >= limits.pathDepth()) {
                throw new LimitReached(
                        "The path '"
                                + shown()
                                + "' is deeper than the "
                                + limits.pathDepth()
                                + " directories allowed.");
            }
            String name = ahead.pop();
            if (name.equals("..")) {
                leave();
                continue;
            }
            GitObject tree = objects.tree(trees.element(), 1 + ahead.size());
            Optional<Entry> found = ParsedObjects.entry(tree, name);
            if (found.isEmpty()) {
                throw notFound(name, tree);
            }
            Entry entry = found.get();
            switch (entry.kind()) {
                case DIRECTORY -> {
                    trees.push(entry.id());
                    names.push(name);
                }
                case SYMLINK -> follow(name, entry.id());
                case SUBMODULE -> {
                    if (sought == Sought.CONTEXT) {
                        // Another repository's, which the checkout fetches.
                        return Optional.empty();
                    }
                    throw failure(
                            at(name)
                                    + " is a submodule, another repository; make a project of"
                                    + " that repository, or let "
                                    + sought.setting
                                    + " lead elsewhere.");
                }
                case FILE -> {
                    if (ahead.isEmpty()) {
                        return Optional.of(entry.id());
                    }
                    throw failure(at(name) + " is a file, so there is nothing below it.");
                }
            }
        }
        return Optional.empty();
    }

    // A link may name the same directories over and over
    private void requireStep() throws IOException {
        steps++;
        if (steps > limits.pathDepth() * (limits.symlinkHops() + 1)) {
            throw new LimitReached(
                    "The symbolic links on the path '"
                            + shown()
                            + "' lead through more than "
                            + limits.pathDepth() * (limits.symlinkHops() + 1)
                            + " directories.");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the read was cancelled");
        }
    }

    /** Of what {@link #file()} found. */
    byte[] content(ObjectId id) throws IOException, SourceException {
        byte[] bytes = objects.blob(id).bytes();
        if (startsWith(bytes, LFS_POINTER)) {
            throw failure(
                    "'"
                            + shown()
                            + "' is kept in Git LFS, so the repository holds only a pointer to it;"
                            + " take the Dockerfile out of LFS (git lfs untrack).");
        }
        return bytes;
    }

    private void follow(String name, ObjectId link) throws IOException, SourceException {
        hops++;
        if (hops > limits.symlinkHops()) {
            throw new LimitReached(
                    "The path '"
                            + shown()
                            + "' leads through more than the "
                            + limits.symlinkHops()
                            + " symbolic links allowed; do the links form a circle?");
        }
        byte[] bytes = objects.blob(link).bytes();
        String target = new String(bytes, StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_LINK || target.startsWith("/") || target.indexOf('\0') >= 0) {
            throw outside(name);
        }
        List<String> parts = new ArrayList<>();
        for (String part : target.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        parts.reversed().forEach(ahead::push);
    }

    private void leave() throws SourceException {
        if (names.isEmpty()) {
            throw outside("");
        }
        names.pop();
        trees.pop();
    }

    private SourceException outside(String link) {
        return failure(
                (link.isEmpty() ? "A symbolic link on the path '" + shown() + "'" : at(link))
                        + " leads out of the repository; only links inside it are followed.");
    }

    private SourceException directory() throws IOException, SourceException {
        List<String> files = near("Dockerfile", objects.tree(trees.element(), 1), PathWalk::isFile);
        return failure(
                (path.isRoot() ? "The path" : "'" + shown() + "'")
                        + " is a directory; name the Dockerfile in it."
                        + suggestion(files));
    }

    private SourceException notFound(String name, GitObject tree) throws IOException {
        boolean file = ahead.isEmpty() && sought == Sought.DOCKERFILE;
        return failure(
                "There is no "
                        + (file ? "file " : "directory ")
                        + at(name)
                        + " at this commit."
                        + suggestion(
                                near(name, tree, file ? PathWalk::isFile : PathWalk::isDirectory))
                        + " Correct "
                        + sought.setting
                        + " of the project.");
    }

    // Whatever calls itself a Dockerfile may be meant too
    private List<String> near(String name, GitObject tree, Predicate<Entry> kind)
            throws IOException {
        List<String> all = ParsedObjects.entries(tree, kind).stream().map(Entry::name).toList();
        Set<String> near = new LinkedHashSet<>(NearNames.of(name, all));
        all.stream()
                .filter(other ->
                        sought == Sought.DOCKERFILE
                                && other.toLowerCase(Locale.ROOT).contains("dockerfile"))
                .limit(NAMES_SHOWN)
                .forEach(near::add);
        return near.stream().limit(NAMES_SHOWN).map(this::at).toList();
    }

    private String shown() {
        return RemoteError.printable(path.toString());
    }

    private static boolean isFile(Entry entry) {
        return entry.kind() == Kind.FILE || entry.kind() == Kind.SYMLINK;
    }

    private static boolean isDirectory(Entry entry) {
        return entry.kind() == Kind.DIRECTORY || entry.kind() == Kind.SYMLINK;
    }

    private String at(String name) {
        List<String> parts = new ArrayList<>(names);
        Collections.reverse(parts);
        parts.add(name);
        return "'" + RemoteError.printable(String.join("/", parts)) + "'";
    }

    private SourceException failure(String sentence) {
        return SourceException.lasting(sought.reason, sentence);
    }

    private static String suggestion(List<String> names) {
        return names.isEmpty() ? "" : " There is " + String.join(", ", names) + ".";
    }

    private static boolean startsWith(byte[] bytes, String prefix) {
        return bytes.length >= prefix.length()
                && new String(bytes, 0, prefix.length(), StandardCharsets.ISO_8859_1)
                        .equals(prefix);
    }
}
