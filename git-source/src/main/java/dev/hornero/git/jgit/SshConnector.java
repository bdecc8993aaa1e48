// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.GitCredential;
import dev.hornero.git.RepositoryUrl;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Starts {@code git-upload-pack} on the other side of an ssh session. */
record SshConnector(
        RepositoryUrl url,
        Optional<GitCredential> credential,
        CheckedHosts hosts,
        SshSessions sessions)
        implements StreamWire.Connector {

    @Override
    public StreamWire.Link connect() throws IOException, SourceException {
        if (!(credential.orElse(null) instanceof GitCredential.SshKey key)) {
            throw SourceException.lasting(
                    Reason.AUTH_FAILED,
                    url + " needs a git credential with an ssh key; give the project one.");
        }
        Iterable<KeyPair> keys = keys(key);
        KnownHosts knownHosts = knownHosts(key);
        ClientSession session = session(knownHosts);
        try {
            sessions.authenticate(session, keys);
            ChannelExec channel =
                    session.createExecChannel(
                            "git-upload-pack '" + url.path().replace("'", "'\\''") + "'");
            channel.setEnv("GIT_PROTOCOL", "version=2");
            OutputHead words = new OutputHead();
            channel.setErr(words);
            channel.open().verify();
            return new SessionLink(session, channel, words);
        } catch (SshException e) {
            session.close(true);
            throw refused(e);
        } catch (IOException e) {
            session.close(true);
            throw e;
        }
    }

    private Iterable<KeyPair> keys(GitCredential.SshKey key) throws IOException, SourceException {
        try (InputStream text =
                new ByteArrayInputStream(key.privateKey().getBytes(StandardCharsets.UTF_8))) {
            @Nullable Iterable<KeyPair> pairs =
                    SecurityUtils.loadKeyPairIdentities(
                            null,
                            NamedResource.ofName("git credential"),
                            text,
                            key.passphrase().map(FilePasswordProvider::of).orElse(null));
            if (pairs != null && pairs.iterator().hasNext()) {
                return pairs;
            }
            throw unusableKey();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The parser's own words may quote the key
            throw unusableKey();
        }
    }

    private static SourceException unusableKey() {
        return SourceException.lasting(
                Reason.AUTH_FAILED,
                "The ssh key of the git credential cannot be read, or its passphrase is wrong; give"
                        + " a private key in OpenSSH or PEM format.");
    }

    private KnownHosts knownHosts(GitCredential.SshKey key) throws SourceException {
        try {
            KnownHosts known = KnownHosts.of(key.knownHosts(), url.host(), url.effectivePort());
            if (!known.entries().isEmpty()) {
                return known;
            }
        } catch (IOException | RuntimeException e) {
            throw new SourceException(
                    Reason.AUTH_FAILED,
                    "The known hosts of the git credential cannot be read; give lines as"
                            + " ssh-keyscan prints them.",
                    false,
                    e);
        }
        throw SourceException.lasting(
                Reason.AUTH_FAILED,
                "The git credential's known hosts have no line for "
                        + url.authority()
                        + "; add what ssh-keyscan prints for it, checked.");
    }

    private ClientSession session(KnownHosts knownHosts) throws IOException, SourceException {
        IOException last = new IOException("no address");
        for (InetAddress address : hosts.resolve(url.host())) {
            try {
                return sessions.connect(
                        url.user().orElse("git"),
                        new InetSocketAddress(address, url.effectivePort()),
                        knownHosts);
            } catch (SshException e) {
                if (e.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE) {
                    throw unknownServer(e);
                }
                last = e;
            }
        }
        throw last;
    }

    private SourceException unknownServer(SshException e) {
        return new SourceException(
                Reason.AUTH_FAILED,
                "The ssh server at "
                        + url.authority()
                        + " shows another key than the known hosts of the git credential say;"
                        + " nothing was sent there. Find out which is right.",
                false,
                e);
    }

    private SourceException refused(SshException e) throws IOException {
        return switch (e.getDisconnectCode()) {
            case SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE -> unknownServer(e);
            case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE,
                    SshConstants.SSH2_DISCONNECT_AUTH_CANCELLED_BY_USER,
                    SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME ->
                    new SourceException(
                            Reason.AUTH_FAILED,
                            "The ssh server at "
                                    + url.authority()
                                    + " refuses the key of the git credential; register its public"
                                    + " half there, or replace it.",
                            false,
                            e);
            default -> throw e;
        };
    }

    private record SessionLink(ClientSession session, ChannelExec channel, OutputHead words)
            implements StreamWire.Link {

        /** Where the server ends without a word in git's protocol, its error output says why. */
        @Override
        public InputStream in() {
            return new FilterInputStream(channel.getInvertedOut()) {
                @Override
                public int read() throws IOException {
                    return explained(super.read());
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    return explained(super.read(buffer, offset, length));
                }

                private int explained(int result) throws IOException {
                    if (result < 0 && !words.text().isEmpty()) {
                        throw new RemoteError(words.text());
                    }
                    return result;
                }
            };
        }

        @Override
        public OutputStream out() {
            return channel.getInvertedIn();
        }

        @Override
        public void close() {
            session.close(true);
        }
    }
}
