// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.process.Directories;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the one Hornero that all of them share, with a git server and a registry:
 * started by the first that asks for it, stopped after the last. Its logs stay in {@code
 * target/shared} until the next run.
 */
public final class SharedHornero implements ParameterResolver {
    private static final Path FOLDER = Path.of("target/shared").toAbsolutePath();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningHornero.class || type == Repositories.class || type == Shop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Started started =
                context.getRoot()
                        .getStore(Namespace.create(SharedHornero.class))
                        .computeIfAbsent(Started.class, _ -> Started.now(), Started.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == RunningHornero.class) {
            return started.hornero();
        }
        return type == Shop.class ? started.shop() : started.repositories();
    }

    private record Started(
            RunningHornero hornero, Repositories repositories, Registry registry, Shop shop)
            implements AutoCloseable {

        static Started now() {
            Directories.delete(FOLDER);
            Repositories repositories = new Repositories(FOLDER.resolve("repositories"));
            Registry registry = Registry.start(FOLDER.resolve("registry"));
            RunningHornero hornero =
                    RunningHornero.start(FOLDER.resolve("home"), registry, repositories);
            Started started =
                    new Started(hornero, repositories, registry, new Shop(hornero.rest()));
            try {
                started.shop().environment("dev");
            } catch (RuntimeException | AssertionError e) {
                started.close();
                throw e;
            }
            return started;
        }

        @Override
        public void close() {
            List<ProcessHandle> children = hornero.children();
            hornero.close();
            repositories.close();
            registry.close();
            assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }
    }
}
