// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** What can be asked of a remote's {@code git-upload-pack}, in whichever version it speaks. */
interface UploadPack {

    /** Whether it leaves objects out on request. */
    boolean filters();

    /** Whether it leaves history out on request. */
    boolean shallow();

    /** Whether it gives trees and blobs by their ids. */
    boolean servesAnyObject();

    /** The refs whose names begin so; never null, maybe more than asked for. */
    List<RemoteRef> refs(Collection<String> prefixes) throws IOException, SourceException;

    /** The pack with the wanted object. It is read to its end or {@link #abandon}ed. */
    InputStream fetch(ObjectId wanted, Extent extent) throws IOException, SourceException;

    /** Nobody reads the rest of the last pack. */
    void abandon();

    /** Reads the greeting and speaks the version that the server chose. */
    static UploadPack on(Wire wire, RefBudget budget) throws IOException, SourceException {
        PktLines lines = new PktLines(wire.greeting());
        PktLines.Kind kind = lines.next();
        if (kind == PktLines.Kind.DATA && lines.text().startsWith("# service=")) {
            // Smart HTTP's own first line, and its flush
            lines.next();
            kind = lines.next();
        }
        if (kind == PktLines.Kind.DATA && lines.text().equals("version 2")) {
            return ProtocolV2.greeted(wire, lines, budget);
        }
        return ProtocolV0.greeted(wire, lines, kind, budget);
    }
}
