// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceLimits;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Gives the objects of one commit by their ids and fetches what is not there yet, in the cheapest
 * way that the server allows:
 *
 * <ol>
 *   <li>each object alone, where it filters;
 *   <li>else the snapshot as a stream that is cut off as soon as the directories on the path have
 *       passed, and then the file alone;
 *   <li>else the snapshot with its files, as much as may be held.
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
    private Way way;
    private Extent alone = Extent.ALONE;
    private @Nullable PackStream open;
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
        fetch(start, way == Way.ALONE ? Extent.COMMIT : Extent.SNAPSHOT);
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

    GitObject tree(ObjectId id) throws IOException, SourceException {
        return load(id, Constants.OBJ_TREE);
    }

    GitObject blob(ObjectId id) throws IOException, SourceException {
        return load(id, Constants.OBJ_BLOB);
    }

    private GitObject load(ObjectId id, int type) throws IOException, SourceException {
        // The stream passes files by, so a file is asked for by its id
        Optional<GitObject> found =
                type == Constants.OBJ_BLOB && way == Way.STREAM ? shelf.get(id) : passing(id);
        if (found.isEmpty() && way != Way.WHOLE) {
            try {
                found = single(id);
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

    private Optional<GitObject> single(ObjectId id) throws IOException, SourceException {
        if (way == Way.STREAM) {
            fetch(id, Extent.EVERYTHING);
            return passing(id);
        }
        fetch(id, alone);
        Optional<GitObject> found = passing(id);
        if (found.isEmpty() && alone == Extent.ALONE) {
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
        while (found.isEmpty() && open != null) {
            if (open.advance()) {
                found = shelf.get(id);
            } else {
                closeOpen();
            }
        }
        return found;
    }

    private void fetch(ObjectId wanted, Extent extent) throws IOException, SourceException {
        if (open != null) {
            if (way == Way.ALONE) {
                while (open.advance()) {
                    // A few objects at most; the connection stays usable
                }
            } else {
                remote.abandon();
            }
            closeOpen();
        }
        if (alone == Extent.AT_LEAST) {
            // JGit's server leaves out what it walked over for an earlier fetch of the connection
            remote.abandon();
        }
        fetches++;
        boolean keepBlobs = way != Way.STREAM || extent == Extent.EVERYTHING;
        open = new PackStream(remote.fetch(wanted, extent), shelf, keepBlobs, limits);
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
