// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build.kubernetes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
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

/** An ssh server that runs {@code git-upload-pack} for one ed25519 key. */
final class SshGitServer implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey = newKeyPair();
    private final KeyPair userKey = newKeyPair();
    private final List<String> passwords = new CopyOnWriteArrayList<>();

    SshGitServer(Path root) throws IOException {
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator(
                (user, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setPasswordAuthenticator((user, password, session) -> {
            passwords.add(password);
            return false;
        });
        server.setCommandFactory((channel, command) -> new GitCommand(root, command));
        server.start();
    }

    /** The key that opens it, as a file of OpenSSH. */
    String key(Optional<String> passphrase) {
        return text(userKey, passphrase);
    }

    /** A key that it does not know. */
    static String otherKey() {
        return text(newKeyPair(), Optional.empty());
    }

    /** What clients sent although no user has a password here. */
    List<String> passwords() {
        return passwords;
    }

    String knownHosts() {
        return knownHosts(hostKey);
    }

    /** As if it had once had another key. */
    String outdatedKnownHosts() {
        return knownHosts(newKeyPair());
    }

    String url(String repository) {
        return "ssh://git@127.0.0.1:%d/%s".formatted(server.getPort(), repository);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private String knownHosts(KeyPair key) {
        return "[127.0.0.1]:%d %s\n"
                .formatted(server.getPort(), PublicKeyEntry.toString(key.getPublic()));
    }

    private static KeyPair newKeyPair() {
        try {
            return SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(KeyPair key, Optional<String> passphrase) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase.isPresent()) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setCipherType("256");
            encryption.setPassword(passphrase.get());
        }
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", encryption, text);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static final class GitCommand implements Command {
        private final ProcessBuilder builder;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback exit = (code, message, close) -> {};
        private Process process;

        GitCommand(Path root, String command) {
            builder =
                    new ProcessBuilder("sh", "-c", command.replace("'/", "'" + root + "/"))
                            .directory(root.toFile());
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
            if (version != null) {
                builder.environment().put("GIT_PROTOCOL", version);
            }
            process = builder.start();
            Thread.ofVirtual().start(() -> feed(process));
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

        /** Until the client has no more to ask, which ends git. */
        private void feed(Process git) {
            try (OutputStream stdin = git.getOutputStream()) {
                pump(in, stdin);
            } catch (IOException e) {
                git.destroy();
            }
        }

        private void pump(InputStream from, OutputStream to) {
            byte[] buffer = new byte[8192];
            try {
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    to.write(buffer, 0, count);
                    to.flush();
                }
            } catch (IOException e) {
                // One side hung up: git has no client left
                process.destroy();
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            process.destroy();
        }
    }
}
