// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.GitCredential;
import dev.hornero.git.SourceException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps a credential out of sentences: a server may say again what it was shown. */
record Secrets(List<String> values) {

    /** Shorter ones would blot out words that have nothing to do with them. */
    private static final int SHORTEST = 4;

    private static final String BLOT = "…";

    /** What stands for no password where a token is in the user's place. */
    private static final Set<String> NO_PASSWORDS = Set.of("", "x-oauth-basic");

    Secrets {
        values = values.stream().filter(value -> value.length() >= SHORTEST).toList();
    }

    /** An ssh key never leaves this process, so no server can say it. */
    static Secrets of(Optional<GitCredential> credential, String host) {
        return new Secrets(
                credential.flatMap(given -> BasicPair.of(given, host)).stream()
                        .flatMap(pair -> Stream.of(pair.encoded(), secret(pair)))
                        .toList());
    }

    private static String secret(BasicPair pair) {
        return NO_PASSWORDS.contains(pair.password()) ? pair.user() : pair.password();
    }

    SourceException keptFrom(SourceException failure) {
        String sentence = blotted(failure.sentence());
        boolean clean = sentence.equals(failure.sentence());
        for (Throwable cause = failure.getCause();
                clean && cause != null;
                cause = cause.getCause()) {
            String words = String.valueOf(cause.getMessage());
            clean = blotted(words).equals(words);
        }
        return clean
                ? failure
                : new SourceException(
                        failure.reason(),
                        sentence,
                        failure.transientFailure(),
                        failure.retryAfter(),
                        null);
    }

    // Host names come back in lower case
    private String blotted(String text) {
        String result = text;
        for (String value : values) {
            String needle = value.toLowerCase(Locale.ROOT);
            int at = result.toLowerCase(Locale.ROOT).indexOf(needle);
            while (at >= 0) {
                result = result.substring(0, at) + BLOT + result.substring(at + needle.length());
                at = result.toLowerCase(Locale.ROOT).indexOf(needle, at);
            }
        }
        return result;
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
