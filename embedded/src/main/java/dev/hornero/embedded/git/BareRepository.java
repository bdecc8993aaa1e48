// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bare git repository on disk, written with git's own plumbing. */
public final class BareRepository {

    private static final String AUTHOR = "Hornero <hornero@localhost>";

    private final Path directory;

    private BareRepository(Path directory) {
        this.directory = requireNonNull(directory, "directory");
    }

    /** The repository in the directory, made when it is not there yet. */
    public static BareRepository openOrCreate(Path directory, String defaultBranch) {
        if (!Files.exists(directory.resolve("HEAD"))) {
            Git.run(
                    "init",
                    "--quiet",
                    "--bare",
                    "--initial-branch=" + defaultBranch,
                    directory.toString());
        }
        return new BareRepository(directory);
    }

    public Path directory() {
        return directory;
    }

    /** Sets a git configuration value of this repository, {@code uploadpack.allowFilter} say. */
    public void configure(String key, String value) {
        git("config", key, value);
    }

    /** The commit a branch points to. */
    public Optional<String> tip(String branch) {
        String listed =
                git("for-each-ref", "--format=%(objectname)", "refs/heads/" + branch).strip();
        return listed.isEmpty() ? Optional.empty() : Optional.of(listed);
    }

    /** Commits texts; see {@link #commitBytes}. */
    public String commit(String branch, String message, Map<String, String> files) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        files.forEach((path, text) -> contents.put(path, text.getBytes(UTF_8)));
        return commitBytes(branch, message, contents);
    }

    /** As {@link #commitBytes}, unless the branch holds just these files. */
    public String commitIfChanged(String branch, String message, Map<String, byte[]> files) {
        Optional<String> parent = tip(branch);
        String commit = importCommit("refs/hornero/next", parent, message, files, Map.of());
        if (parent.isPresent() && tree(parent.get()).equals(tree(commit))) {
            return parent.get();
        }
        git("update-ref", "refs/heads/" + branch, commit);
        return commit;
    }

    /**
     * Makes a commit whose tree holds exactly these files, on top of the branch, which is made when
     * it is not there yet.
     *
     * @param files content by path, with {@code /} between directories
     * @return the id of the commit
     */
    public String commitBytes(String branch, String message, Map<String, byte[]> files) {
        return commitWithSubmodules(branch, message, files, Map.of());
    }

    /**
     * As {@link #commitBytes}, and with submodules; a file {@code .gitmodules} with their addresses
     * is one of the files.
     *
     * @param submodules the id of the recorded commit by path
     */
    public String commitWithSubmodules(
            String branch,
            String message,
            Map<String, byte[]> files,
            Map<String, String> submodules) {
        return importCommit("refs/heads/" + branch, tip(branch), message, files, submodules);
    }

    private String importCommit(
            String ref,
            Optional<String> parent,
            String message,
            Map<String, byte[]> files,
            Map<String, String> submodules) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        line(stream, "commit " + ref);
        line(stream, "committer %s %d +0000".formatted(AUTHOR, Instant.now().getEpochSecond()));
        data(stream, message.getBytes(UTF_8));
        parent.ifPresent(commit -> line(stream, "from " + commit));
        line(stream, "deleteall");
        new TreeMap<>(files)
                .forEach((path, content) -> {
                    line(stream, "M 100644 inline \"%s\"".formatted(quoted(path)));
                    data(stream, content);
                });
        new TreeMap<>(submodules)
                .forEach((path, commit) ->
                        line(stream, "M 160000 %s \"%s\"".formatted(commit, quoted(path))));
        line(stream, "done");
        // --force: the ref may point to a commit that has nothing to do with the parent
        Git.run(
                stream.toByteArray(),
                "--git-dir=" + directory,
                "fast-import",
                "--quiet",
                "--done",
                "--force",
                "--date-format=raw");
        return git("rev-parse", "--verify", ref).strip();
    }

    private String tree(String commit) {
        return git("rev-parse", "--verify", commit + "^{tree}").strip();
    }

    /** Points a tag at a commit. */
    public void tag(String name, String commit) {
        git("tag", "--force", name, commit);
    }

    /** Runs git in this repository and returns what it printed. */
    public String git(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "--git-dir=" + directory;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Git.run(all);
    }

    private static String quoted(String path) {
        return path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static void line(ByteArrayOutputStream stream, String text) {
        stream.writeBytes((text + "\n").getBytes(UTF_8));
    }

    private static void data(ByteArrayOutputStream stream, byte[] content) {
        line(stream, "data " + content.length);
        stream.writeBytes(content);
        line(stream, "");
    }
}
