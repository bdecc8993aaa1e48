// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.process.Directories;
import dev.hornero.embedded.test.SshGitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the one Hornero that all of a test process share, with its repositories served
 * over HTTP and over ssh, and a registry: started by the first that asks for it, stopped after the
 * last. Its logs stay in {@code target/shared-1} and {@code shared-2} until the next run.
 */
public final class SharedHornero implements ParameterResolver {
    private static final Path FOLDER =
            Path.of("target", "shared-" + FreePorts.PROCESS).toAbsolutePath();
    private static final Set<Class<?>> KNOWN =
            Set.of(RunningHornero.class, Repositories.class, SshGitServer.class, Shop.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KNOWN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Started started =
                context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedHornero.class))
                        .computeIfAbsent(Started.class, _ -> Started.now(), Started.class);
        return Stream.of(started.hornero(), started.repositories(), started.ssh(), started.shop())
                .filter(parameter.getParameter().getType()::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private record Started(
            RunningHornero hornero,
            Repositories repositories,
            SshGitServer ssh,
            Registry registry,
            Shop shop)
            implements AutoCloseable {

        static Started now() {
            Directories.delete(FOLDER);
            Path root = FOLDER.resolve("repositories");
            Repositories repositories = new Repositories(root);
            SshGitServer ssh = served(root);
            Registry registry = Registry.start(FOLDER.resolve("registry"));
            RunningHornero hornero =
                    RunningHornero.start(
                            FOLDER.resolve("home"),
                            registry,
                            repositories.port() + "," + ssh.port());
            Started started =
                    new Started(hornero, repositories, ssh, registry, new Shop(hornero.rest()));
            try {
                started.shop().environment("dev");
            } catch (RuntimeException | AssertionError e) {
                started.close();
                throw e;
            }
            return started;
        }

        private static SshGitServer served(Path root) {
            try {
                return SshGitServer.start(root);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            List<ProcessHandle> children = hornero.children();
            hornero.close();
            repositories.close();
            stop(ssh);
            registry.close();
            assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }

        private static void stop(SshGitServer ssh) {
            try {
                ssh.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
