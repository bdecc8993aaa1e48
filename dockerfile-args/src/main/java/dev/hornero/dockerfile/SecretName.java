// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides by its name alone whether a build argument holds a secret: its value is then masked and
 * kept sealed. Where a name could be either it counts as a secret's.
 *
 * <p>The words of a name are looked at, {@code MYSQL_ROOTPASSWORD} and {@code npmToken} alike. The
 * last one says what the value is: {@code TOKEN_URL} is an address, {@code DB_PASSWORD_FILE} a
 * path.
 */
public final class SecretName {
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile(
                    "[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    /** Wherever they stand in a name. */
    private static final Set<String> SECRET =
            Set.of("cred", "key", "pass", "passcode", "psk", "psw", "pswd", "pw", "pwd", "pword");

    /** What a word of a secret ends in: {@code PGPASSWORD}, {@code NPMTOKEN}. */
    private static final List<String> SECRET_ENDINGS =
            List.of(
                    "creds",
                    "credential",
                    "credentials",
                    "passphrase",
                    "passwd",
                    "password",
                    "passwords",
                    "secret",
                    "secrets",
                    "token",
                    "tokens");

    /** Only where nothing follows that says what of it is meant, as in {@code PG_AUTH_MON}. */
    private static final Set<String> SECRET_AT_THE_END =
            Set.of(
                    "auth",
                    "authorization",
                    "bearer",
                    "connectionstring",
                    "cookie",
                    "dsn",
                    "jwt",
                    "mnemonic",
                    "netrc",
                    "npmrc",
                    "pat",
                    "private",
                    "salt",
                    "webhook");

    /** Pairs that are secret together. */
    private static final Set<String> SECRET_PAIRS =
            Set.of(
                    "auth config",
                    "auth header",
                    "auth json",
                    "auth string",
                    "conn string",
                    "connection string",
                    "id dsa",
                    "id ecdsa",
                    "id ed",
                    "id rsa");

    /** Addresses of these mostly hold the password too. */
    private static final Set<String> OPENED_BY_ADDRESS =
            Set.of(
                    "amqp",
                    "database",
                    "db",
                    "mongo",
                    "mongodb",
                    "mysql",
                    "postgres",
                    "postgresql",
                    "rabbitmq",
                    "redis",
                    "webhook");

    private static final Set<String> ADDRESSES = Set.of("uri", "url");

    private static final Pattern SECRET_KEY =
            Pattern.compile(
                    "(access|account|aes|api|app|auth|aws|crypto|deploy|encryption|gpg|hmac|jwt"
                            + "|license|master|pass|priv|private|prv|rsa|secret|session|shared|sign"
                            + "|signing|ssh|storage)keys?");

    private static final Pattern GLUED_PASSWORD = Pattern.compile(".+(pass|pwd)");

    private static final Set<String> NO_PASSWORD =
            Set.of(
                    "bypass",
                    "compass",
                    "encompass",
                    "multipass",
                    "oldpwd",
                    "overpass",
                    "surpass",
                    "trespass",
                    "underpass");

    /** Keys that everybody may see, by the word before. */
    private static final Set<String> OPEN_KEYS =
            Set.of("anon", "cache", "foreign", "partition", "primary", "pub", "site", "sort");

    /** Rings of keys that everybody may see, by the word before. */
    private static final Set<String> OPEN_KEY_RINGS =
            Set.of("apt", "authorized", "gpg", "host", "known", "pgp", "release", "trusted");

    private static final Set<String> PUBLIC = Set.of("public", "publishable");

    /** What only switches something on or counts it. */
    private static final Set<String> SWITCHES =
            Set.of("allow", "disable", "enable", "max", "min", "num");

    private static final Set<String> SWITCHES_IN_FRONT =
            Set.of("has", "is", "no", "require", "skip", "use", "with", "without");

    /** Last words that say something about a secret instead of being it. */
    private static final Set<String> ABOUT =
            Set.of(
                    "address",
                    "age",
                    "alg",
                    "algo",
                    "algorithm",
                    "alias",
                    "arn",
                    "audience",
                    "backend",
                    "bits",
                    "branch",
                    "bucket",
                    "bytes",
                    "checksum",
                    "commit",
                    "count",
                    "curve",
                    "days",
                    "digest",
                    "dir",
                    "directory",
                    "disabled",
                    "domain",
                    "driver",
                    "duration",
                    "email",
                    "enabled",
                    "endpoint",
                    "engine",
                    "expiration",
                    "expire",
                    "expires",
                    "expiry",
                    "file",
                    "filename",
                    "files",
                    "fingerprint",
                    "folder",
                    "format",
                    "gid",
                    "group",
                    "host",
                    "hostname",
                    "hours",
                    "image",
                    "interval",
                    "issuer",
                    "kind",
                    "label",
                    "len",
                    "length",
                    "lifetime",
                    "limit",
                    "location",
                    "manager",
                    "md",
                    "method",
                    "minutes",
                    "mode",
                    "module",
                    "mount",
                    "ms",
                    "name",
                    "names",
                    "owner",
                    "package",
                    "path",
                    "paths",
                    "plugin",
                    "policy",
                    "port",
                    "prefix",
                    "provider",
                    "pub",
                    "realm",
                    "region",
                    "release",
                    "repo",
                    "repository",
                    "required",
                    "rotation",
                    "scope",
                    "scopes",
                    "seconds",
                    "server",
                    "service",
                    "sha",
                    "size",
                    "sock",
                    "socket",
                    "suffix",
                    "tag",
                    "timeout",
                    "ttl",
                    "type",
                    "uid",
                    "uri",
                    "uris",
                    "url",
                    "urls",
                    "user",
                    "username",
                    "usr",
                    "vault",
                    "ver",
                    "version",
                    "zone");

    /** They end a name but say nothing: {@code TOKEN_EXPIRES_IN}. */
    private static final Set<String> TRAILING = Set.of("at", "by", "for", "in", "on");

    private SecretName() {}

    /** Whether the value of an argument of this name is to be treated as a secret. */
    public static boolean looksSecret(String name) {
        List<String> words = wordsOf(name);
        if (words.isEmpty() || isSwitchOrPublic(words)) {
            return false;
        }
        if (isAddressThatOpens(words)) {
            return true;
        }
        if (ABOUT.contains(words.getLast())) {
            return false;
        }
        for (int at = 0; at < words.size(); at++) {
            if (isSecret(words, at)) {
                return true;
            }
        }
        return false;
    }

    /** In lower case, without the digits that number them. */
    private static List<String> wordsOf(String name) {
        List<String> words =
                Stream.of(BETWEEN_WORDS.split(name))
                        .map(word -> word.toLowerCase(Locale.ROOT).replaceFirst("\\d+$", ""))
                        .filter(word -> !word.isEmpty())
                        .toList();
        boolean trails = words.size() > 1 && TRAILING.contains(words.getLast());
        return trails ? words.subList(0, words.size() - 1) : words;
    }

    private static boolean isSwitchOrPublic(List<String> words) {
        return SWITCHES_IN_FRONT.contains(words.getFirst())
                || words.stream()
                        .anyMatch(word -> SWITCHES.contains(word) || PUBLIC.contains(word));
    }

    private static boolean isAddressThatOpens(List<String> words) {
        return words.size() > 1
                && ADDRESSES.contains(words.getLast())
                && OPENED_BY_ADDRESS.contains(words.get(words.size() - 2));
    }

    private static boolean isSecret(List<String> words, int at) {
        String word = words.get(at);
        String before = at == 0 ? "" : words.get(at - 1);
        return switch (word) {
            case "key" -> !OPEN_KEYS.contains(before);
            case "keys" -> !OPEN_KEY_RINGS.contains(before);
            case "pwd" -> words.size() > 1;
            default ->
                    SECRET.contains(word)
                            || SECRET_ENDINGS.stream().anyMatch(word::endsWith)
                            || SECRET_KEY.matcher(word).matches()
                            || (GLUED_PASSWORD.matcher(word).matches()
                                    && !NO_PASSWORD.contains(word))
                            || SECRET_PAIRS.contains(before + " " + word)
                            || (at == words.size() - 1 && SECRET_AT_THE_END.contains(word));
        };
    }
}
