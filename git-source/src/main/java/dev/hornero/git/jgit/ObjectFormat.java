// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import java.util.Set;
import java.util.regex.Pattern;

/** How a repository names its objects; JGit reads SHA-1 only. */
final class ObjectFormat {

    static final String SHA1 = "sha1";

    private static final Pattern SHA256_ID = Pattern.compile("[0-9a-f]{64}");

    private ObjectFormat() {}

    static void requireSha1(Set<String> formats) throws SourceException {
        if (!formats.contains(SHA1)) {
            throw unsupported();
        }
    }

    /** The list of refs shows it too, and it comes before all that a server says of itself. */
    static void refuseSha256(String id) throws SourceException {
        if (SHA256_ID.matcher(id).matches()) {
            throw unsupported();
        }
    }

    static SourceException unsupported() {
        return SourceException.lasting(
                Reason.OBJECT_FORMAT_UNSUPPORTED,
                "The repository uses SHA-256 object ids, which Hornero does not read yet.");
    }
}
