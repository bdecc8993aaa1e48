// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test.rest;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A client as users generate one from an OpenAPI document with openapi-generator (generator java,
 * library native, packages {@code client}, {@code client.api}, {@code client.model}), compiled
 * together with a class {@code client.Story} that uses it.
 */
public final class GeneratedClient {
    private static final int PATIENCE_SECONDS = 180;
    private static final String NAMES =
            "openApiNullable=false,hideGenerationTimestamp=true,useJakartaEe=true,"
                    + "invokerPackage=client,apiPackage=client.api,modelPackage=client.model";

    private final Class<?> story;

    private GeneratedClient(Class<?> story) {
        this.story = story;
    }

    /**
     * Makes it.
     *
     * @param generator the jar of openapi-generator-cli
     * @param document in JSON
     * @param story the source of {@code client.Story}
     * @param directory for everything that is made
     */
    public static GeneratedClient make(Path generator, String document, Path story, Path directory)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path given = Files.writeString(directory.resolve("openapi.json"), document);
        Path sources = directory.resolve("sources");
        generate(generator, given, sources, directory.resolve("generator.log"));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        compile(sources, story, classes);
        URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {classes.toUri().toURL()},
                        Thread.currentThread().getContextClassLoader());
        try {
            return new GeneratedClient(loader.loadClass("client.Story"));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("there is no class client.Story", e);
        }
    }

    private static void generate(Path generator, Path document, Path sources, Path log)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                generator.toString(),
                                "generate",
                                "-i",
                                document.toString(),
                                "-g",
                                "java",
                                "--library",
                                "native",
                                "-o",
                                sources.toString(),
                                "--global-property",
                                "models,apis,supportingFiles,apiTests=false,modelTests=false,"
                                        + "apiDocs=false,modelDocs=false",
                                "--additional-properties=" + NAMES)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the generator did not end, see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("the generator failed, see " + log);
        }
    }

    private static void compile(Path sources, Path story, Path classes) throws IOException {
        JavaCompiler compiler =
                requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK runs the tests");
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                story.toString()));
        try (Stream<Path> files = Files.walk(sources.resolve("src/main/java"))) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .forEach(arguments::add);
        }
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("the client does not compile");
        }
    }

    /** Calls a static method of the story that takes texts and answers with one. */
    public String tell(String method, String... arguments) {
        try {
            Class<?>[] types = new Class<?>[arguments.length];
            Arrays.fill(types, String.class);
            Method part = story.getMethod(method, types);
            return String.valueOf(part.invoke(null, (Object[]) arguments));
        } catch (InvocationTargetException e) {
            throw new AssertionError("the story breaks at " + method, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("the story has no " + method, e);
        }
    }
}
