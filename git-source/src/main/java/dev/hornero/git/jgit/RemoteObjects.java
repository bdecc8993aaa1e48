// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceLimits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Gives the objects of one commit by their ids and fetches what is not there yet, in the cheapest
 * way that the server allows:
 *
 * <ol>
 *   <li>each object alone, where it filters, or a few levels of directories together;
 *   <li>else the snapshot as a stream that is cut off as soon as the directories on the path have
 *       passed, and then the file alone;
 *   <li>else the snapshot with its files, as much as memory allows.
 * </ol>
 */
final class RemoteObjects implements AutoCloseable {

    private enum Way {
        ALONE,
        STREAM,
        WHOLE
    }

    private final UploadPack remote;
    private final SourceLimits limits;
    private final ObjectShelf shelf;
    private final ObjectId start;
    private final LevelsPerFetch perFetch = new LevelsPerFetch();
    private Way way;
    private Extent alone = Extent.ALONE;
    private boolean levelsTogether = true;
    private @Nullable PackStream open;

    /** Of the open pack. */
    private boolean severalLevels;

    private int fetches;

    /** {@code start} is a commit or a tag; nothing is fetched yet. */
    RemoteObjects(UploadPack remote, ObjectId start, SourceLimits limits, Memory memory) {
        this.remote = remote;
        this.start = start;
        this.limits = limits;
        this.shelf = new ObjectShelf(limits.heldBytes(), memory);
        boolean single = remote.servesAnyObject();
        this.way = single && remote.filters() ? Way.ALONE : single ? Way.STREAM : Way.WHOLE;
    }

    int fetches() {
        return fetches;
    }

    /** The commit that the start stands for. */
    GitObject commit() throws IOException, SourceException {
        if (!remote.shallow()) {
            throw SourceException.lasting(
                    Reason.GIT_UNREACHABLE,
                    "The git server does not give a commit without its whole history (no shallow"
                            + " fetches); use a server that does.");
        }
        fetchStart();
        ObjectId id = start;
        for (int hop = 0; hop < 8; hop++) {
            GitObject object = passing(id).orElseThrow(RemoteObjects::notSent);
            switch (object.type()) {
                case Constants.OBJ_COMMIT -> {
                    return object;
                }
                case Constants.OBJ_TAG -> id = ParsedObjects.tagged(object);
                default ->
                        throw SourceException.lasting(
                                Reason.COMMIT_NOT_FOUND,
                                start.name() + " is not a commit; give a commit's id.");
            }
        }
        throw new MalformedAnswer("a tag of a tag of a tag");
    }

    private void fetchStart() throws IOException, SourceException {
        if (way == Way.ALONE && !fetched(start, Extent.COMMIT)) {
            levelsTogether = false;
            if (!fetched(start, Extent.BARE_COMMIT)) {
                way = Way.STREAM;
            }
        }
        if (way != Way.ALONE) {
            fetch(start, Extent.SNAPSHOT);
        }
    }

    /** False where the server does not filter so. */
    private boolean fetched(ObjectId id, Extent extent) throws IOException, SourceException {
        try {
            fetch(id, extent);
            return true;
        } catch (RemoteError e) {
            if (!e.refusesFilter()) {
                throw e;
            }
        } catch (EOFException e) {
            // JGit's daemon hangs up without a word where it does not know a filter
            if (!extent.severalLevels()) {
                throw e;
            }
        }
        remote.abandon();
        return false;
    }

    /**
     * A directory.
     *
     * @param levels of directories that are about to be asked for, this one and those below it
     */
    GitObject tree(ObjectId id, int levels) throws IOException, SourceException {
        GitObject tree = load(id, Constants.OBJ_TREE, levels);
        perFetch.entered(tree);
        return tree;
    }

    GitObject blob(ObjectId id) throws IOException, SourceException {
        return load(id, Constants.OBJ_BLOB, 1);
    }

    private GitObject load(ObjectId id, int type, int levels) throws IOException, SourceException {
        // The stream passes files by, so a file is asked for by its id
        Optional<GitObject> found =
                type == Constants.OBJ_BLOB && way == Way.STREAM ? shelf.get(id) : passing(id);
        if (found.isEmpty() && way != Way.WHOLE) {
            try {
                found = single(id, levels);
            } catch (RemoteError e) {
                if (!e.refusesObject()) {
                    throw e;
                }
                way = Way.WHOLE;
                remote.abandon();
                fetch(start, Extent.SNAPSHOT);
                found = passing(id);
            }
        }
        GitObject object = found.orElseThrow(() -> missing(type));
        if (object.type() != type) {
            throw new MalformedAnswer("an object of another type than its directory says");
        }
        return object;
    }

    private Optional<GitObject> single(ObjectId id, int levels)
            throws IOException, SourceException {
        if (way == Way.STREAM) {
            fetch(id, Extent.EVERYTHING);
            return passing(id);
        }
        int together = levelsTogether ? perFetch.levels(levels) : 1;
        if (together > 1) {
            levelsTogether = fetched(id, Extent.directories(together));
            Optional<GitObject> first = levelsTogether ? passing(id) : Optional.empty();
            if (first.isPresent()) {
                return first;
            }
        }
        fetch(id, alone);
        Optional<GitObject> found = passing(id);
        if (found.isEmpty() && alone.equals(Extent.ALONE)) {
            alone = Extent.AT_LEAST;
            fetch(id, alone);
            found = passing(id);
        }
        return found;
    }

    private IOException missing(int type) {
        return type == Constants.OBJ_BLOB
                ? new LimitReached(
                        "The file is larger than the "
                                + limits.fileBytes()
                                + " bytes allowed; name the Dockerfile in the path.")
                : notSent();
    }

    private static MalformedAnswer notSent() {
        return new MalformedAnswer("not the object that was asked for");
    }

    /** From the shelf, else out of the pack that is still arriving. */
    private Optional<GitObject> passing(ObjectId id) throws IOException {
        Optional<GitObject> found = shelf.get(id);
        while (found.isEmpty() && advance()) {
            found = shelf.get(id);
        }
        return found;
    }

    /** Whether another object of the open pack was taken in. */
    private boolean advance() throws IOException {
        if (open == null) {
            return false;
        }
        try {
            if (open.advance()) {
                return true;
            }
        } catch (LimitReached | LevelsPerFetch.Spent e) {
            if (!severalLevels) {
                throw e;
            }
            // Of a directory beside the path: those on it are fetched alone
            levelsTogether = false;
            remote.abandon();
        }
        closeOpen();
        return false;
    }

    private void fetch(ObjectId wanted, Extent extent) throws IOException, SourceException {
        if (open != null && way != Way.ALONE) {
            remote.abandon();
            closeOpen();
        }
        while (advance()) {
            // A few objects at most; the connection stays usable
        }
        if (alone.equals(Extent.AT_LEAST)) {
            // JGit's server leaves out what it walked over for an earlier fetch of the connection
            remote.abandon();
        }
        fetches++;
        boolean keepBlobs = way != Way.STREAM || extent.equals(Extent.EVERYTHING);
        InputStream pack = remote.fetch(wanted, extent);
        severalLevels = extent.severalLevels();
        open =
                new PackStream(
                        severalLevels ? perFetch.paying(pack) : pack, shelf, keepBlobs, limits);
    }

    private void closeOpen() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void close() {
        closeOpen();
        shelf.close();
    }
}
