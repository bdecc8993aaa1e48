// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.embedded.git.BareRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files and links that become a commit of a bare repository. */
record WorkTree(BareRepository repository, Path directory) {

    static WorkTree of(BareRepository repository, Path directory) {
        repository.configure("user.name", "Ada");
        repository.configure("user.email", "ada@example.org");
        return new WorkTree(repository, directory);
    }

    WorkTree file(String path, byte[] content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    WorkTree file(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    WorkTree link(String path, String target) throws IOException {
        Path link = directory.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
        return this;
    }

    WorkTree submodule(String path, String commit) {
        git("update-index", "--add", "--cacheinfo", "160000," + commit + "," + path);
        return this;
    }

    String commit(String message) {
        git("add", "--all", "--ignore-errors");
        return commitIndex(message);
    }

    String commitIndex(String message) {
        git("commit", "--quiet", "--message=" + message);
        return repository.tip("main").orElseThrow();
    }

    private void git(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "--work-tree=" + directory;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        repository.git(all);
    }
}
