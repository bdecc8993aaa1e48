// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What HTTP servers said of themselves when a repository was read before, so that the next read
 * asks at once. A read takes it out and puts it back when it went well: what was wrong with it is
 * gone with the first failure.
 */
final class Greetings {

    /**
     * How often one is believed. A server may filter from tomorrow on, and nothing else says so.
     */
    static final int READS = 16;

    /** Real ones of version 2 take some hundred bytes; those before list refs, which change. */
    static final int LONGEST = 1024;

    private static final int REPOSITORIES = 1_000;
    private static final String VERSION_2 = "000eversion 2\n";

    /**
     * One server's words on one repository.
     *
     * @param reads that it may be believed for
     */
    record Greeting(String text, int reads) {

        /** Of a body's bytes, where it is one that can be kept. */
        static Optional<Greeting> heard(byte[] body) {
            String text = new String(body, StandardCharsets.ISO_8859_1);
            return body.length <= LONGEST && text.contains(VERSION_2)
                    ? Optional.of(new Greeting(text, READS))
                    : Optional.empty();
        }

        InputStream stream() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private final SequencedMap<HttpTarget, Greeting> kept = new LinkedHashMap<>();

    synchronized Optional<Greeting> take(HttpTarget repository) {
        return Optional.ofNullable(kept.remove(repository));
    }

    synchronized void keep(HttpTarget repository, Greeting greeting) {
        if (greeting.reads() == 0) {
            return;
        }
        kept.putLast(repository, new Greeting(greeting.text(), greeting.reads() - 1));
        if (kept.size() > REPOSITORIES) {
            kept.pollFirstEntry();
        }
    }
}
