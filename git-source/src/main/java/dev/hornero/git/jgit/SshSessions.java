// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
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
        return client().connect(
                        user,
                        address,
                        AttributeRepository.ofKeyValuePair(KNOWN_HOSTS, knownHosts),
                        null)
                .verify(limits.connect())
                .getClientSession();
    }

    void authenticate(ClientSession session, Iterable<KeyPair> keys) throws IOException {
        keys.forEach(session::addPublicKeyIdentity);
        session.auth().verify(limits.connect());
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
