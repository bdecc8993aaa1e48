// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.GitCredential;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.jgit.Greetings.Greeting;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** git's smart HTTP: gitprotocol-http. */
final class HttpWire implements Wire {

    private static final int MOST_REDIRECTS = 5;
    private static final int PEEKED = 64;
    private static final byte[] NO_BODY = {};
    private static final Set<Integer> FOR_NOW = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final HttpTarget origin;
    private final Optional<GitCredential> credential;
    private final CheckedHosts hosts;
    private final SSLSocketFactory tls;
    private final SourceLimits limits;
    private final Meter meter;
    private final Greetings greetings;

    private HttpTarget target;
    private Optional<Greeting> greeting = Optional.empty();
    private boolean remembered;
    private boolean greetsAnew;
    private volatile @Nullable HttpConnection connection;

    HttpWire(
            HttpTarget origin,
            Optional<GitCredential> credential,
            CheckedHosts hosts,
            SSLSocketFactory tls,
            SourceLimits limits,
            Meter meter,
            Greetings greetings) {
        this.origin = origin;
        this.target = origin;
        this.credential = credential;
        this.hosts = hosts;
        this.tls = tls;
        this.limits = limits;
        this.meter = meter;
        this.greetings = greetings;
    }

    @Override
    public InputStream greeting() throws IOException, SourceException {
        if (!greetsAnew) {
            greeting = greetings.take(origin);
            remembered = greeting.isPresent();
            if (remembered) {
                return greeting.get().stream();
            }
        }
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse response =
                    send("GET", target.advertisement(), Map.of("Accept", "*/*"), NO_BODY);
            if (!response.redirects()) {
                requireSuccess(response);
                return smart(response);
            }
            follow(response.header("location").orElseThrow());
        }
        throw unreachable("redirects more than " + MOST_REDIRECTS + " times", false);
    }

    private void follow(String location) throws SourceException {
        HttpTarget next =
                target.redirected(location)
                        .orElseThrow(() ->
                                SourceException.lasting(
                                        Reason.REPOSITORY_NOT_FOUND,
                                        "There is no git repository at "
                                                + shown()
                                                + ": the server sends to another page."
                                                + " Correct the repository's URL."));
        hosts.requireScheme(next.scheme());
        if (target.secure() && !next.secure()) {
            throw SourceException.lasting(
                    Reason.HOST_NOT_ALLOWED,
                    "Git host " + target.host() + " redirects from https to http.");
        }
        abandon();
        target = next;
    }

    @Override
    public InputStream ask(byte[] request) throws IOException, SourceException {
        HttpResponse response =
                send(
                        "POST",
                        target.uploadPack(),
                        Map.of(
                                "Content-Type", "application/x-git-upload-pack-request",
                                "Accept", "application/x-git-upload-pack-result"),
                        request);
        if (remembered && tellsWithAGreeting(response.status())) {
            throw new OutdatedGreeting();
        }
        requireSuccess(response);
        return response.body();
    }

    // It follows redirects, and has words for everything else
    private static boolean tellsWithAGreeting(int status) {
        return status != 200 && status != 401 && !FOR_NOW.contains(status);
    }

    @Override
    public boolean forgetGreeting() {
        boolean forgotten = remembered;
        remembered = false;
        greetsAnew = true;
        greeting = Optional.empty();
        abandon();
        return forgotten;
    }

    /** What another server says is asked for each time: it is for this one to say which. */
    @Override
    public void answeredWell() {
        if (target.equals(origin)) {
            greeting.ifPresent(words -> greetings.keep(origin, words));
        }
    }

    private HttpResponse send(String method, String path, Map<String, String> extra, byte[] body)
            throws IOException, SourceException {
        Map<String, String> headers = new LinkedHashMap<>(extra);
        // Some hosts take only what calls itself git
        headers.put("User-Agent", "git/2.0 (hornero)");
        headers.put("Git-Protocol", "version=2");
        headers.put("Accept-Encoding", "identity");
        authorization().ifPresent(value -> headers.put("Authorization", value));
        HttpConnection current = connection;
        if (current != null && current.reusable()) {
            try {
                return current.send(method, path, headers, body);
            } catch (LimitReached | MalformedAnswer e) {
                throw e;
            } catch (IOException e) {
                // A kept connection that the server closed meanwhile; a new one shows more
                if (!current.used()) {
                    throw e;
                }
            }
        }
        abandon();
        HttpConnection fresh = HttpConnection.open(target, hosts, tls, limits, meter);
        connection = fresh;
        return fresh.send(method, path, headers, body);
    }

    // What was meant for one server is not shown to the one that it redirects to
    private Optional<String> authorization() {
        if (!target.sameServer(origin)) {
            return Optional.empty();
        }
        return credential
                .flatMap(given -> BasicPair.of(given, origin.host()))
                .map(pair -> "Basic " + pair.encoded());
    }

    private void requireSuccess(HttpResponse response) throws SourceException {
        int status = response.status();
        if (status == 200) {
            return;
        }
        abandon();
        if (FOR_NOW.contains(status)) {
            throw new SourceException(
                    Reason.GIT_UNREACHABLE,
                    "Git host "
                            + target.host()
                            + (status == 429
                                    ? " answers too many questions of ours already (HTTP"
                                            + " status 429)."
                                    : " answers with HTTP status " + status + "."),
                    true,
                    retryAfter(response),
                    null);
        }
        switch (status) {
            case 401 ->
                    throw SourceException.lasting(
                            Reason.AUTH_FAILED,
                            credential.isPresent()
                                    ? "The git server refuses the credential for "
                                            + shown()
                                            + "; replace it by one that may read the repository."
                                    : "The git server asks for a credential for "
                                            + shown()
                                            + ": give the project one, or correct the URL"
                                            + " (some hosts answer so where nothing exists).");
            case 403 ->
                    throw SourceException.lasting(
                            Reason.AUTH_FAILED,
                            "The git server forbids reading "
                                    + shown()
                                    + "; use a credential that may read the repository.");
            case 404, 410 ->
                    throw SourceException.lasting(
                            Reason.REPOSITORY_NOT_FOUND,
                            "There is no git repository at "
                                    + shown()
                                    + (credential.isPresent()
                                            ? ", or the credential may not see it."
                                            : ", or it needs a credential.")
                                    + " Correct the repository's URL.");
            default -> throw unreachable("answers with HTTP status " + status, false);
        }
    }

    // Hosts give seconds; for the form with a date our own delays do
    private static Optional<Duration> retryAfter(HttpResponse response) {
        return response.header("retry-after")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    // A dumb server, or a web page, answers the same question with 200 as well
    private InputStream smart(HttpResponse response) throws IOException, SourceException {
        String type = response.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-git-upload-pack-advertisement")) {
            InputStream rest = response.body();
            byte[] start = rest.readNBytes(Greetings.LONGEST + 1);
            greeting = Greeting.heard(start);
            return new SequenceInputStream(new ByteArrayInputStream(start), rest);
        }
        BufferedInputStream body = new BufferedInputStream(response.body());
        String start = new String(body.readNBytes(PEEKED), StandardCharsets.ISO_8859_1);
        abandon();
        if (start.matches("(?s)[0-9a-f]{40}\trefs/.*") || start.isEmpty()) {
            throw unreachable(
                    "serves "
                            + target.base()
                            + " by git's old \"dumb\" HTTP, which cannot give single files; let it"
                            + " use git http-backend",
                    false);
        }
        throw SourceException.lasting(
                Reason.REPOSITORY_NOT_FOUND,
                "There is no git repository at "
                        + shown()
                        + ": the server answers with something else. Correct the repository's"
                        + " URL.");
    }

    private SourceException unreachable(String what, boolean transientFailure) {
        return new SourceException(
                Reason.GIT_UNREACHABLE,
                "Git host " + target.host() + " " + what + ".",
                transientFailure,
                null);
    }

    private String shown() {
        return target.scheme() + "://" + target.hostHeader() + target.base();
    }

    @Override
    public void abandon() {
        HttpConnection current = connection;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public boolean stateless() {
        return true;
    }

    @Override
    public void close() {
        abandon();
    }
}
