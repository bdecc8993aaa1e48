// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the Dockerfiles of a directory by their usual names. */
final class DockerfileFiles {
    private static final Pattern NAMES =
            Pattern.compile(
                    "(?i)(dockerfile|containerfile)([.-].+)?|.+\\.(dockerfile|containerfile)");
    private static final Set<String> SKIPPED =
            Set.of(".git", ".hg", ".svn", "node_modules", "target");

    private DockerfileFiles() {}

    /** In the order of their paths; symbolic links are not followed. */
    static List<Path> under(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes is) {
                        return !path.equals(directory) && SKIPPED.contains(name(path))
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes is) {
                        if (is.isRegularFile()
                                && NAMES.matcher(name(path)).matches()
                                && !name(path).endsWith(".dockerignore")) {
                            found.add(path);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        Collections.sort(found);
        return found;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
