// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.format.ContentDigest;
import dev.hornero.dockerfile.format.FileMode;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.SourceAddress;
import java.util.List;

/** What BuildKit checks of a COPY or ADD before it runs it. */
final class CopyChecks {
    private CopyChecks() {}

    static void ofCopy(Expanded chmod, List<Expanded> sources) throws FormatException {
        checkMode(chmod);
        for (Expanded source : sources) {
            source.verify(text -> {
                switch (SourceAddress.of(text)) {
                    case GIT -> throw new FormatException("source can't be a git ref for COPY");
                    case HTTP -> throw new FormatException("source can't be a URL for COPY");
                    case CONTEXT -> {}
                }
            });
        }
    }

    static void ofAdd(Expanded chmod, Expanded checksum, List<Expanded> sources)
            throws FormatException {
        checkMode(chmod);
        if (checksum.text().isEmpty()) {
            return;
        }
        if (sources.size() != 1) {
            throw new FormatException("checksum can't be specified for multiple sources");
        }
        Expanded source = sources.getFirst();
        source.verify(text -> {
            if (SourceAddress.of(text) == SourceAddress.CONTEXT) {
                throw new FormatException("checksum requires HTTP(S) or Git sources");
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

    private static void checkMode(Expanded chmod) throws FormatException {
        chmod.verify(text -> {
            if (!text.isEmpty()) {
                FileMode.check(text);
            }
        });
    }
}
