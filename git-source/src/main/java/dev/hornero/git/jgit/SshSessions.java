// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.future.CancelOption;
import org.apache.sshd.common.future.VerifiableFuture;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/**
 * Opens ssh sessions with the keys and known hosts of a credential: nothing of this machine's own
 * {@code ~/.ssh} is read. Its threads start with the first session.
 */
final class SshSessions implements AutoCloseable {

    private static final AttributeKey<KnownHosts> KNOWN_HOSTS = new AttributeKey<>();

    private final SourceLimits limits;
    private @Nullable SshClient client;
    private boolean closed;

    SshSessions(SourceLimits limits) {
        this.limits = limits;
    }

    /** Connected, the server's key checked; not yet authenticated. */
    ClientSession connect(String user, InetSocketAddress address, KnownHosts knownHosts)
            throws IOException {
        ConnectFuture connected =
                client().connect(
                                user,
                                address,
                                AttributeRepository.ofKeyValuePair(KNOWN_HOSTS, knownHosts),
                                null);
        return inTime(connected).getClientSession();
    }

    void authenticate(ClientSession session, Iterable<KeyPair> keys) throws IOException {
        keys.forEach(session::addPublicKeyIdentity);
        inTime(session.auth());
    }

    /** What is not waited for any longer leaves no half-open session behind. */
    private <T> T inTime(VerifiableFuture<T> step) throws IOException {
        try {
            return step.verify(
                    limits.connect(),
                    CancelOption.CANCEL_ON_TIMEOUT,
                    CancelOption.CANCEL_ON_INTERRUPT);
        } catch (SshException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw (IOException) new SocketTimeoutException("ssh does not answer").initCause(e);
            }
            throw e;
        }
    }

    private synchronized SshClient client() throws IOException {
        if (closed) {
            throw new IOException("reading was ended");
        }
        SshClient current = client;
        if (current == null) {
            current = started();
            client = current;
        }
        return current;
    }

    private SshClient started() {
        SshClient fresh = SshClient.setUpDefaultClient();
        fresh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        fresh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        fresh.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        fresh.setServerKeyVerifier(SshSessions::known);
        fresh.addSessionListener(new AskForKnownKeys());
        CoreModuleProperties.IDLE_TIMEOUT.set(fresh, limits.silence());
        fresh.start();
        return fresh;
    }

    private static boolean known(ClientSession session, SocketAddress address, PublicKey key) {
        return session.getConnectionContext().getAttribute(KNOWN_HOSTS).vouchFor(key);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.stop();
        }
    }

    /** Puts the algorithms of the known keys first: a server has several keys and shows one. */
    private static final class AskForKnownKeys implements SessionListener {
        @Override
        public void sessionCreated(Session session) {
            if (!(session instanceof ClientSession client)
                    || client.getConnectionContext() == null) {
                return;
            }
            List<String> known = client.getConnectionContext().getAttribute(KNOWN_HOSTS).keyTypes();
            List<NamedFactory<Signature>> ordered = new ArrayList<>();
            List<NamedFactory<Signature>> others = new ArrayList<>();
            for (NamedFactory<Signature> factory : session.getSignatureFactories()) {
                (verifiesOneOf(known, factory.getName()) ? ordered : others).add(factory);
            }
            ordered.addAll(others);
            session.setSignatureFactories(ordered);
        }

        // An ssh-rsa key signs with rsa-sha2-256 and rsa-sha2-512
        private static boolean verifiesOneOf(List<String> types, String algorithm) {
            return types.contains(algorithm)
                    || (algorithm.startsWith("rsa-sha2-") && types.contains("ssh-rsa"));
        }
    }
}
