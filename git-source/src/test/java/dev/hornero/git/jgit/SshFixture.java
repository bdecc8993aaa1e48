// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.GitCredential;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
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

/** An ssh server that runs {@code git-upload-pack} for one key. */
final class SshFixture implements AutoCloseable {

    /** Made once: it takes a second. */
    private static final KeyPair RSA = generate("RSA", 2048);

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey;
    private final KeyPair userKey = newEd25519();
    private volatile Optional<String> other = Optional.empty();

    /**
     * {@code passesVersion}: whether the client's GIT_PROTOCOL reaches git, as AcceptEnv decides.
     */
    SshFixture(Path root, KeyPair hostKey, boolean passesVersion) throws IOException {
        this.hostKey = hostKey;
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(
                hostKey.equals(RSA)
                        ? KeyPairProvider.wrap(RSA)
                        : KeyPairProvider.wrap(RSA, hostKey));
        server.setPublickeyAuthenticator((user, key, session) ->
                user.equals("git") && KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setCommandFactory(
                (channel, command) -> new GitCommand(root, other.orElse(command), passesVersion));
        server.start();
    }

    static KeyPair newEd25519() {
        return generate("Ed25519", 0);
    }

    static KeyPair rsa() {
        return RSA;
    }

    private static KeyPair generate(String algorithm, int size) {
        try {
            var generator = SecurityUtils.getKeyPairGenerator(algorithm);
            if (size > 0) {
                generator.initialize(size);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static GitCredential newKey(String knownHosts) {
        return credential(newEd25519(), Optional.empty(), knownHosts);
    }

    GitCredential credential() {
        return credential(userKey, Optional.empty(), knownHosts());
    }

    GitCredential credential(String passphrase) {
        return credential(userKey, Optional.of(passphrase), knownHosts());
    }

    GitCredential credentialKnowing(String knownHosts) {
        return credential(userKey, Optional.empty(), knownHosts);
    }

    private static GitCredential credential(
            KeyPair key, Optional<String> passphrase, String knownHosts) {
        return new GitCredential.SshKey(privateKey(key, passphrase), passphrase, knownHosts);
    }

    static String privateKey(KeyPair key, Optional<String> passphrase) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            OpenSSHKeyEncryptionContext encryption = null;
            if (passphrase.isPresent()) {
                encryption = new OpenSSHKeyEncryptionContext();
                encryption.setCipherType("256");
                encryption.setPassword(passphrase.get());
            }
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", encryption, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    String privateKey() {
        return privateKey(userKey, Optional.empty());
    }

    String knownHosts() {
        return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n";
    }

    /** A shell's command in place of the one that is asked for. */
    void runs(String command) {
        other = Optional.of(command);
    }

    /** How many are open. */
    int sessions() {
        return server.getActiveSessions().size();
    }

    int port() {
        return server.getPort();
    }

    String url(String path) {
        return "ssh://git@127.0.0.1:" + port() + path;
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private static final class GitCommand implements Command {
        private final Path root;
        private final String line;
        private final boolean passesVersion;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback exit = (code, message, close) -> {};
        private Process process;

        GitCommand(Path root, String line, boolean passesVersion) {
            this.root = root;
            this.line = line;
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
            ProcessBuilder builder =
                    new ProcessBuilder(List.of("sh", "-c", line.replace("'/", "'" + root + "/")))
                            .directory(root.toFile());
            String version = environment.getEnv().get("GIT_PROTOCOL");
            if (passesVersion && version != null) {
                builder.environment().put("GIT_PROTOCOL", version);
            }
            process = builder.start();
            Thread.ofVirtual().start(() -> pump(in, process.getOutputStream()));
            Thread errors = Thread.ofVirtual().start(() -> pump(process.getErrorStream(), err));
            Thread.ofVirtual()
                    .start(() -> {
                        pump(process.getInputStream(), out);
                        try {
                            errors.join();
                            exit.onExit(process.waitFor());
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
        }

        private void pump(InputStream from, OutputStream to) {
            byte[] buffer = new byte[8192];
            try {
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    to.write(buffer, 0, count);
                    to.flush();
                }
            } catch (IOException e) {
                process.destroy();
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            process.destroy();
        }
    }
}
