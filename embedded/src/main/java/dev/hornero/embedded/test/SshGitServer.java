// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * An ssh server on loopback that runs {@code git-upload-pack} for the user git and one Ed25519 key.
 * Its users need {@code org.eclipse.jgit.ssh.apache} and {@code bcpkix-jdk18on} on their class
 * path.
 */
public final class SshGitServer implements AutoCloseable {

    /** What it shows clients beside the RSA key that every one of them shows. */
    public enum HostKey {
        ED25519,
        NONE_BUT_RSA
    }

    /** Made once: it takes a second. */
    private static final KeyPair RSA = generate("RSA", 2048);

    private final SshServer server;
    private final KeyPair hostKey;
    private final KeyPair userKey = newPair();
    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private volatile Optional<String> other = Optional.empty();

    private SshGitServer(SshServer server, KeyPair hostKey) {
        this.server = server;
        this.hostKey = hostKey;
    }

    /** Serves the repositories below a directory, as today's servers do. */
    public static SshGitServer start(Path root) throws IOException {
        return start(root, HostKey.ED25519, true);
    }

    /**
     * Serves the repositories below a directory.
     *
     * @param passesVersion whether the client's GIT_PROTOCOL reaches git, as AcceptEnv decides
     */
    public static SshGitServer start(Path root, HostKey hostKey, boolean passesVersion)
            throws IOException {
        SshServer sshd = SshServer.setUpDefaultServer();
        SshGitServer server =
                switch (hostKey) {
                    case ED25519 -> new SshGitServer(sshd, newPair());
                    case NONE_BUT_RSA -> new SshGitServer(sshd, RSA);
                };
        sshd.setHost("127.0.0.1");
        sshd.setPort(0);
        sshd.setKeyPairProvider(
                switch (hostKey) {
                    case ED25519 -> KeyPairProvider.wrap(RSA, server.hostKey);
                    case NONE_BUT_RSA -> KeyPairProvider.wrap(RSA);
                });
        sshd.setPublickeyAuthenticator((user, key, session) ->
                user.equals("git") && KeyUtils.compareKeys(key, server.userKey.getPublic()));
        sshd.setPasswordAuthenticator((user, password, session) -> {
            server.passwords.add(password);
            return false;
        });
        sshd.setCommandFactory((channel, command) ->
                new GitCommand(root, server.other.orElse(command), passesVersion));
        sshd.start();
        return server;
    }

    /** The key that opens it, as a file of OpenSSH. */
    public String key() {
        return text(userKey, Optional.empty());
    }

    /** The same, encrypted. */
    public String key(String passphrase) {
        return text(userKey, Optional.of(passphrase));
    }

    /** A key that no server knows. */
    public static String newKey() {
        return text(newPair(), Optional.empty());
    }

    /** The same, encrypted. */
    public static String newKey(String passphrase) {
        return text(newPair(), Optional.of(passphrase));
    }

    /** A line for known hosts that has a key of no server. */
    public static String newKnownHost(String host) {
        return knownHost(host, newPair());
    }

    public String knownHosts() {
        return knownHost(host(), hostKey);
    }

    /** As if it had once had another key. */
    public String outdatedKnownHosts() {
        return newKnownHost(host());
    }

    /** What clients sent although no user has a password here. */
    public List<String> passwords() {
        return List.copyOf(passwords);
    }

    /** A shell's command in place of the one that is asked for. */
    public void runs(String command) {
        other = Optional.of(command);
    }

    /** How many are open. */
    public int sessions() {
        return server.getActiveSessions().size();
    }

    public int port() {
        return server.getPort();
    }

    /** Where a repository is served. */
    public String url(String repository) {
        return "ssh://git@127.0.0.1:%d/%s".formatted(port(), repository);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private String host() {
        return "[127.0.0.1]:" + port();
    }

    private static String knownHost(String host, KeyPair key) {
        return host + " " + PublicKeyEntry.toString(key.getPublic()) + "\n";
    }

    private static KeyPair newPair() {
        return generate("Ed25519", 0);
    }

    private static KeyPair generate(String algorithm, int size) {
        try {
            KeyPairGenerator generator = SecurityUtils.getKeyPairGenerator(algorithm);
            if (size > 0) {
                generator.initialize(size);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(KeyPair key, Optional<String> passphrase) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                    key, "test", passphrase.map(SshGitServer::encryption).orElse(null), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static OpenSSHKeyEncryptionContext encryption(String passphrase) {
        OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
        encryption.setCipherType("256");
        encryption.setPassword(passphrase);
        return encryption;
    }

    private static final class GitCommand implements Command {
        private final ProcessBuilder builder;
        private final boolean passesVersion;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback exit = (code, message, close) -> {};
        private volatile Optional<Process> running = Optional.empty();

        GitCommand(Path root, String command, boolean passesVersion) {
            this.builder =
                    new ProcessBuilder("sh", "-c", command.replace("'/", "'" + root + "/"))
                            .directory(root.toFile());
            this.passesVersion = passesVersion;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            this.exit = exit;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            String version = environment.getEnv().get("GIT_PROTOCOL");
            if (passesVersion && version != null) {
                builder.environment().put("GIT_PROTOCOL", version);
            }
            Process git = builder.start();
            running = Optional.of(git);
            Thread.ofVirtual().start(() -> feed(git));
            Thread errors = Thread.ofVirtual().start(() -> pump(git, git.getErrorStream(), err));
            Thread.ofVirtual()
                    .start(() -> {
                        pump(git, git.getInputStream(), out);
                        try {
                            errors.join();
                            exit.onExit(git.waitFor());
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
        }

        /** Until the client has no more to ask, which ends git. */
        private void feed(Process git) {
            try (OutputStream stdin = git.getOutputStream()) {
                pump(git, in, stdin);
            } catch (IOException e) {
                git.destroy();
            }
        }

        private static void pump(Process git, InputStream from, OutputStream to) {
            byte[] buffer = new byte[8192];
            try {
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    to.write(buffer, 0, count);
                    to.flush();
                }
            } catch (IOException e) {
                // One side hung up: git has no client left
                git.destroy();
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            running.ifPresent(Process::destroy);
        }
    }
}
