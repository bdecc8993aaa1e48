// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.format.ContentDigest;
import dev.hornero.dockerfile.format.FileMode;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.GitQuery;
import dev.hornero.dockerfile.format.SourceAddress;
import dev.hornero.dockerfile.text.Quoted;
import java.util.List;
import java.util.Optional;

/** What BuildKit checks of a COPY or ADD before it runs it. */
final class CopyChecks {
    private CopyChecks() {}

    static void ofCopy(Expanded chmod, List<Expanded> sources) throws FormatException {
        checkMode(chmod);
        for (Expanded source : sources) {
            source.verify(text -> {
                switch (SourceAddress.of(text)) {
                    case GIT -> {
                        GitQuery.of(text);
                        throw new FormatException("source can't be a git ref for COPY");
                    }
                    case HTTP -> throw new FormatException("source can't be a URL for COPY");
                    case CONTEXT -> {}
                }
            });
        }
    }

    static void ofAdd(
            Expanded chmod, Expanded checksum, Optional<Boolean> keepGitDir, List<Expanded> sources)
            throws FormatException {
        checkMode(chmod);
        if (!checksum.text().isEmpty()) {
            if (sources.size() != 1) {
                throw new FormatException("checksum can't be specified for multiple sources");
            }
            sources.getFirst()
                    .verify(text -> {
                        if (SourceAddress.of(text) == SourceAddress.CONTEXT) {
                            throw new FormatException("checksum requires HTTP(S) or Git sources");
                        }
                    });
        }
        for (Expanded source : sources) {
            source.verify(text -> {
                if (SourceAddress.of(text) == SourceAddress.GIT) {
                    checkRepository(GitQuery.of(text), checksum, keepGitDir);
                }
            });
            if (!source.uncertain() && SourceAddress.of(source.text()) == SourceAddress.HTTP) {
                checksum.verify(text -> {
                    if (!text.isEmpty()) {
                        ContentDigest.check(text);
                    }
                });
            }
        }
    }

    private static void checkRepository(
            GitQuery query, Expanded checksum, Optional<Boolean> keepGitDir)
            throws FormatException {
        if (keepGitDir.isPresent()
                && query.keepGitDir().isPresent()
                && !keepGitDir.equals(query.keepGitDir())) {
            throw new FormatException("inconsistent keep-git-dir configuration");
        }
        checksum.verify(text -> {
            if (!text.isEmpty() && !query.checksum().isEmpty() && !query.checksum().equals(text)) {
                throw new FormatException(
                        "checksum mismatch %s != %s"
                                .formatted(Quoted.of(text), Quoted.of(query.checksum())));
            }
        });
    }

    private static void checkMode(Expanded chmod) throws FormatException {
        chmod.verify(text -> {
            if (!text.isEmpty()) {
                FileMode.check(text);
            }
        });
    }
}
