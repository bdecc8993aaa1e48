// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of log lines, such as {@code buildId=…}. Each one means the same in every module. */
final class LogKeys {
    private static final Map<String, String> MEANINGS =
            Map.ofEntries(
                    Map.entry("argument", "the name of a build argument"),
                    Map.entry("arguments", "the names of build arguments"),
                    Map.entry("attempt", "which attempt it is, from 1"),
                    Map.entry("buildId", "the id of a build"),
                    Map.entry("by", "the API key or the service that asked"),
                    Map.entry("bytes", "a size"),
                    Map.entry("container", "the name of a container of a build's Pod"),
                    Map.entry("credential", "the name of a git credential"),
                    Map.entry("deadLetterId", "the id of a dead letter"),
                    Map.entry("environment", "the name of an environment"),
                    Map.entry("eventId", "the id of an event"),
                    Map.entry("eventType", "the type of an event"),
                    Map.entry("controller", "a loop of the embedded cluster"),
                    Map.entry("failure", "the class of an exception"),
                    Map.entry("method", "the method of a request"),
                    Map.entry("object", "an object of the embedded cluster"),
                    Map.entry("path", "the path of a request"),
                    Map.entry("failureReason", "the constant that a failed build or scan has"),
                    Map.entry("found", "whether the object that a request names exists"),
                    Map.entry("host", "a git host"),
                    Map.entry("job", "the name of a Job"),
                    Map.entry("key", "the key of a record"),
                    Map.entry("keyId", "the id of an API key"),
                    Map.entry("keys", "how many keys of records"),
                    Map.entry("lease", "namespace and name of a Lease"),
                    Map.entry("ledger", "the name of a ledger's ConfigMap"),
                    Map.entry("namespace", "a namespace of the cluster"),
                    Map.entry("number", "the number of a build within its ProjectEnv"),
                    Map.entry("offset", "the offset of a record"),
                    Map.entry("outcome", "how a build or a scan ended"),
                    Map.entry("partition", "the partition of a record"),
                    Map.entry("pod", "the name of a Pod"),
                    Map.entry("project", "the name of a project"),
                    Map.entry("projectEnv", "the name of a ProjectEnv"),
                    Map.entry("projectEnvId", "the id of a ProjectEnv"),
                    Map.entry("readModel", "the number of a read model"),
                    Map.entry("reason", "why, in words"),
                    Map.entry("records", "how many records were read"),
                    Map.entry("role", "the role of an API key"),
                    Map.entry("row", "the number of a row of the outbox"),
                    Map.entry("seconds", "how long it took"),
                    Map.entry("sequence", "the place of a build in the order of its ProjectEnv"),
                    Map.entry("service", "a service that the console asks"),
                    Map.entry("topic", "the topic of a record"),
                    Map.entry("topics", "how many topics"),
                    Map.entry("url", "the host and path that a credential is for"),
                    Map.entry("verdict", "the order to end a build"),
                    Map.entry("volume", "the name of a PersistentVolume"));

    /** A call of a logger up to the end of its format, which may be joined from several texts. */
    private static final Pattern CALL =
            Pattern.compile(
                    "\\bLOG\\s*\\.\\w+\\(\\s*(?:[^\";]*,\\s*)?((?:\"[^\"]*\"\\s*(?:\\+\\s*)?)+)");

    private static final Pattern KEY = Pattern.compile("(\\w+)=%");

    private LogKeys() {}

    /** The keys in the log calls of these sources that have no meaning here. */
    static Set<String> unknownIn(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(LogKeys::read)
                    .flatMap(text -> CALL.matcher(text).results())
                    .flatMap(call -> KEY.matcher(call.group(1)).results())
                    .map((MatchResult key) -> key.group(1))
                    .filter(key -> !MEANINGS.containsKey(key))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
