// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static java.util.stream.Collectors.joining;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** docs/settings.md, made out of the sources: each {@code @ConfigMapping} with its javadoc. */
final class SettingsPage {
    /** A module's settings, in the order of the page. */
    private static final Map<String, String> MODULES = new TreeMap<>();

    private static final List<String> ORDER =
            List.of(
                    "messaging",
                    "http-api",
                    "project-service",
                    "scanner-service",
                    "build-orchestrator",
                    "status-service",
                    "console");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::(.*))?}");

    static {
        MODULES.put("messaging", "Every service on Kafka");
        MODULES.put("http-api", "project-service and status-service");
    }

    /**
     * One setting.
     *
     * @param variable the environment variable that sets it
     * @param fallback what holds where it is absent
     */
    record Setting(
            String property,
            String variable,
            String type,
            Optional<String> fallback,
            String text) {}

    private final Path root;

    SettingsPage(Path root) {
        this.root = root;
    }

    /** All settings by module. */
    Map<String, List<Setting>> settings() throws IOException {
        Map<String, List<Setting>> settings = new TreeMap<>();
        for (Path module : modules()) {
            List<Setting> own = settings(module);
            if (!own.isEmpty()) {
                settings.put(module.getFileName().toString(), own);
            }
        }
        return settings;
    }

    /** The page. */
    String text() throws IOException {
        Map<String, List<Setting>> settings = settings();
        var page = new StringBuilder(INTRODUCTION);
        for (String module : ORDER) {
            page.append("\n## ").append(MODULES.getOrDefault(module, module)).append("\n\n");
            page.append("| variable | property | type | default | what it sets |\n");
            page.append("|---|---|---|---|---|\n");
            for (Setting setting : settings.getOrDefault(module, List.of())) {
                page.append(
                        "| `%s` | `%s` | %s | %s | %s |\n"
                                .formatted(
                                        setting.variable(),
                                        setting.property(),
                                        setting.type(),
                                        fallback(setting),
                                        setting.text().replace("|", "\\|")));
            }
        }
        return page.toString();
    }

    private String fallback(Setting setting) throws IOException {
        if (setting.fallback().isPresent()) {
            String text = setting.fallback().get();
            return text.isEmpty() ? "" : "`" + text + "`";
        }
        for (Path module : modules()) {
            String text = properties(module).getProperty(setting.property(), "${");
            if (!text.startsWith("${")) {
                return "set by the service";
            }
        }
        return "**required**";
    }

    /** Modules that the page has no section for. */
    List<String> modulesWithoutSection() throws IOException {
        return settings().keySet().stream().filter(module -> !ORDER.contains(module)).toList();
    }

    private List<Path> modules() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> Files.exists(entry.resolve("src/main/java")))
                    .sorted()
                    .toList();
        }
    }

    private static List<Setting> settings(Path module) throws IOException {
        List<Path> mappings;
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            mappings =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> read(file).contains("@ConfigMapping("))
                            .sorted()
                            .toList();
        }
        if (mappings.isEmpty()) {
            return List.of();
        }
        Properties given = properties(module);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(mappings));
            var found = new ArrayList<Setting>();
            for (CompilationUnitTree unit : task.parse()) {
                found.addAll(new Mapping(unit, DocTrees.instance(task), given).settings());
            }
            return found;
        }
    }

    private static Properties properties(Path module) throws IOException {
        var properties = new Properties();
        for (String file :
                List.of("META-INF/microprofile-config.properties", "application.properties")) {
            Path given = module.resolve("src/main/resources").resolve(file);
            if (Files.exists(given)) {
                properties.load(new StringReader(read(given)));
            }
        }
        return properties;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of one source file. */
    private static final class Mapping {
        private final CompilationUnitTree unit;
        private final DocTrees docs;
        private final Properties given;
        private final Map<String, TreePath> types = new HashMap<>();
        private final List<Setting> settings = new ArrayList<>();

        Mapping(CompilationUnitTree unit, DocTrees docs, Properties given) {
            this.unit = unit;
            this.docs = docs;
            this.given = given;
        }

        List<Setting> settings() {
            unit.getTypeDecls().forEach(type -> collect(new TreePath(new TreePath(unit), type)));
            for (TreePath type : List.copyOf(types.values())) {
                annotation(((ClassTree) type.getLeaf()).getModifiers().toString(), "ConfigMapping")
                        .ifPresent(prefix -> add(prefix, type));
            }
            return settings;
        }

        private void collect(TreePath path) {
            if (path.getLeaf() instanceof ClassTree type) {
                types.put(type.getSimpleName().toString(), path);
                type.getMembers().forEach(member -> collect(new TreePath(path, member)));
            }
        }

        private void add(String prefix, TreePath path) {
            for (Tree member : ((ClassTree) path.getLeaf()).getMembers()) {
                if (member instanceof MethodTree method
                        && method.getBody() == null
                        && method.getParameters().isEmpty()) {
                    add(prefix, method, new TreePath(path, method));
                }
            }
        }

        private void add(String prefix, MethodTree method, TreePath path) {
            String modifiers = method.getModifiers().toString();
            String name =
                    annotation(modifiers, "WithName").orElse(kebab(method.getName().toString()));
            String property = prefix + "." + name;
            String type = method.getReturnType().toString().replaceAll("@\\w+(\\([^)]*\\))? ?", "");
            TreePath nested = types.get(type);
            if (nested != null && nested.getLeaf().getKind() == Tree.Kind.INTERFACE) {
                add(property, nested);
                return;
            }
            boolean optional = type.startsWith("Optional<");
            Optional<String> fallback =
                    annotation(modifiers, "WithDefault")
                            .or(() -> optional ? Optional.of("") : Optional.empty());
            String variable = property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            Matcher placeholder = PLACEHOLDER.matcher(given.getProperty(property, ""));
            if (placeholder.matches()) {
                variable = placeholder.group(1);
                fallback = Optional.ofNullable(placeholder.group(2));
            } else if (given.containsKey(property)) {
                fallback = Optional.of(given.getProperty(property));
            }
            settings.add(new Setting(property, variable, shown(type), fallback, text(path)));
        }

        private static String shown(String type) {
            Matcher inner = Pattern.compile("(?:Optional|List|Set)<(.*)>").matcher(type);
            if (!inner.matches()) {
                return type.toLowerCase(Locale.ROOT).replace("string", "text");
            }
            String many = type.startsWith("Optional") ? "" : "list of ";
            return many + shown(inner.group(1));
        }

        private String text(TreePath path) {
            DocCommentTree comment = docs.getDocCommentTree(path);
            return comment == null
                    ? ""
                    : comment.getFullBody().stream()
                            .map(Object::toString)
                            .collect(joining())
                            .replaceAll("\\s+", " ")
                            .replaceAll("\\{@(?:code|link) #?([^}]*)}", "`$1`");
        }

        private static Optional<String> annotation(String modifiers, String name) {
            Matcher found =
                    Pattern.compile("@" + name + "\\([^\"]*" + TEXT.pattern()).matcher(modifiers);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        }

        private static String kebab(String name) {
            return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                    .toLowerCase(Locale.ROOT);
        }
    }

    private static final String INTRODUCTION =
            """
            # Settings

            Made out of the sources by `SettingsPageTest`: do not edit. Each setting is an environment variable or a property in a file
            (`config/application.properties` beside the service). Durations are like `90s`, `5m`, `2h`. Lists are separated by commas. The settings
            of Kafka's clients, of the database and of HTTP are [Quarkus'](https://quarkus.io/guides/all-config): `KAFKA_BOOTSTRAP_SERVERS`,
            `QUARKUS_DATASOURCE_JDBC_URL`, `QUARKUS_DATASOURCE_USERNAME`, `QUARKUS_DATASOURCE_PASSWORD`, `QUARKUS_HTTP_PORT`.
            """;
}
