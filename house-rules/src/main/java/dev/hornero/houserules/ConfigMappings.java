// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests the config mappings of a package and of those below it; a test in a module's root package
 * extends this class. It compares what each method of a mapping answers, as sorted lines of {@code
 * name=value}, with {@code /config/required.properties} and with {@code full.properties}. A new
 * setting is a new line, so {@code defaults.properties} and {@code full.properties} have it.
 */
public abstract class ConfigMappings {
    private static final String MAPPING = "io.smallrye.config.ConfigMapping";
    private static final String NAME = "io.smallrye.config.WithName";

    private final List<Class<?>> mappings = mappings(getClass().getPackageName());

    @Test
    void everySettingHasItsDefault() throws Exception {
        assertThat(settings("required.properties")).isEqualTo(read("defaults.properties"));
    }

    @Test
    void everySettingCanBeSet() throws Exception {
        assertThat(settings("full.properties"))
                .isEqualTo(read("full.properties"))
                .doesNotContainAnyElementsOf(read("defaults.properties"));
    }

    private List<String> settings(String file) throws IOException {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withSources(new PropertiesConfigSource(resource(file)));
        mappings.forEach(builder::withMapping);
        return lines(mappings, builder.build()::getConfigMapping);
    }

    private List<String> read(String file) throws IOException, URISyntaxException {
        return Files.readAllLines(Path.of(resource(file).toURI()));
    }

    private URL resource(String file) {
        return requireNonNull(getClass().getResource("/config/" + file), file);
    }

    private static List<Class<?>> mappings(String packageName) {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(packageName)
                        .stream()
                        .filter(type -> type.isAnnotatedWith(MAPPING))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    private static List<String> lines(
            Collection<Class<?>> mappings, Function<Class<?>, Object> instance) {
        return mappings.stream()
                .flatMap(type ->
                        lines(
                                text(type, MAPPING, "prefix").orElseThrow(),
                                type,
                                instance.apply(type)))
                .sorted()
                .toList();
    }

    private static Stream<String> lines(String prefix, Class<?> type, Object settings) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .flatMap(method -> {
                    String name =
                            prefix
                                    + "."
                                    + text(method, NAME, "value")
                                            .orElseGet(() -> kebab(method.getName()));
                    Object value = call(method, settings);
                    Class<?> group = method.getReturnType();
                    return group.isInterface() && group.getName().startsWith("dev.hornero.")
                            ? lines(name, group, value)
                            : Stream.of(name + "=" + text(value));
                });
    }

    private static String text(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(ConfigMappings::text).orElse("");
            case Collection<?> all ->
                    all.stream().map(String::valueOf).sorted().collect(Collectors.joining(","));
            default -> value.toString();
        };
    }

    private static String kebab(String name) {
        return String.join("-", name.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"))
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<String> text(
            AnnotatedElement element, String annotation, String member) {
        return Stream.of(element.getAnnotations())
                .filter(one -> one.annotationType().getName().equals(annotation))
                .map(one -> member(one, member))
                .findFirst();
    }

    private static String member(Annotation annotation, String member) {
        try {
            return call(annotation.annotationType().getMethod(member), annotation).toString();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object call(Method method, Object target) {
        try {
            method.setAccessible(true);
            return method.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read " + method, e);
        }
    }
}
