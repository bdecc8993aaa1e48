// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.process.Directories;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

/** A repository to read from, by what is large about it. */
enum Shape {
    /** One commit of 30 files. */
    SMALL("30 files"),
    /** One commit with 200 files of 1 MiB that do not compress. */
    BLOBS("200 MB of blobs"),
    /** One commit with 300,000 files in 10,000 directories. */
    FILES("300,000 files"),
    /** 20,000 commits, each changing one of 200 files. */
    COMMITS("20,000 commits");

    /** The Dockerfile at the root. */
    static final String ROOT = "Dockerfile";

    private static final byte[] DOCKERFILE =
            """
            FROM eclipse-temurin:25-jre
            # VERSION what is released
            ARG VERSION
            ARG PORT=8080
            ENV PORT=$PORT
            LABEL org.opencontainers.image.version=$VERSION
            COPY target/app.jar /app.jar
            ENTRYPOINT ["java", "-jar", "/app.jar"]
            """
                    .getBytes(UTF_8);
    private static final int MIB = 1024 * 1024;

    private static final int BRANCHES = 6;
    private static final int LEVELS = 5;
    private static final int FILES_EACH = 30;

    private final String text;

    Shape(String text) {
        this.text = text;
    }

    /** The repository, as a server that keeps its repositories in order has it. */
    String repository() {
        return name().toLowerCase(java.util.Locale.ROOT) + ".git";
    }

    /** The same Dockerfile five directories down, where there are others: in their middle. */
    String deep() {
        return switch (this) {
            case FILES -> "d2/d4/d1/d3/d5/Dockerfile";
            case SMALL, BLOBS, COMMITS -> "a/b/c/d/e/Dockerfile";
        };
    }

    /** Makes the repository below the directory where it is not there yet. */
    BareRepository make(Path directory) throws IOException, InterruptedException {
        Path path = directory.resolve(repository());
        Path made = path.resolve("hornero-made-2");
        if (!Files.exists(made)) {
            Directories.delete(path);
            BareRepository.openOrCreate(path, "main");
            GitClient.run(
                    path,
                    out -> {
                        Import commits = new Import(new BufferedOutputStream(out, MIB));
                        write(commits);
                        commits.end();
                    },
                    "fast-import",
                    "--quiet",
                    "--done");
            GitClient.run(path, "gc", "--quiet");
            Files.createFile(made);
        }
        return BareRepository.openOrCreate(path, "main");
    }

    /**
     * Whether the pack's objects are listed by their place too, as git 2.41 and later do by
     * themselves; else the server makes that list for each fetch.
     */
    void reverseIndex(Path directory, boolean there) throws IOException, InterruptedException {
        Path repository = directory.resolve(repository());
        if (there) {
            GitClient.run(
                    repository, "-c", "pack.writeReverseIndex=true", "repack", "-a", "-d", "-q");
            return;
        }
        try (Stream<Path> files = Files.list(repository.resolve("objects/pack"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".rev")).toList()) {
                Files.delete(file);
            }
        }
    }

    private void write(Import commits) throws IOException {
        commits.commit("Begin");
        commits.file(ROOT, DOCKERFILE);
        commits.file(deep(), DOCKERFILE);
        switch (this) {
            case SMALL -> {
                for (int i = 0; i < 28; i++) {
                    commits.file("src/" + i + ".txt", ("file " + i + "\n").getBytes(UTF_8));
                }
            }
            case BLOBS -> {
                Random random = new Random(7);
                byte[] content = new byte[MIB];
                for (int i = 0; i < 200; i++) {
                    random.nextBytes(content);
                    commits.file("assets/" + i + ".bin", content);
                }
            }
            case FILES -> {
                int made = directories(commits, "", LEVELS);
                for (int i = made; i < 10_000; i++) {
                    files(commits, "more/" + i + "/");
                }
            }
            case COMMITS -> {
                for (int i = 1; i < 20_000; i++) {
                    commits.commit("Change " + i);
                    commits.file(
                            "src/%d/%d.txt".formatted(i % 20, i % 200),
                            ("as of change " + i + "\n").getBytes(UTF_8));
                }
            }
        }
    }

    /** Directories in each directory, and files in all of them; gives how many were made. */
    private static int directories(Import commits, String above, int levels) throws IOException {
        int made = 0;
        for (int i = 0; i < BRANCHES; i++) {
            String directory = above + "d" + i + "/";
            files(commits, directory);
            made += 1 + (levels > 1 ? directories(commits, directory, levels - 1) : 0);
        }
        return made;
    }

    private static void files(Import commits, String directory) throws IOException {
        for (int file = 0; file < FILES_EACH; file++) {
            commits.file(
                    directory + file + ".txt",
                    ("file " + file + " of " + directory + "\n").getBytes(UTF_8));
        }
    }

    @Override
    public String toString() {
        return text;
    }

    /** A stream for {@code git fast-import}. */
    private static final class Import {
        private final OutputStream out;
        private long time = 1_700_000_000L;

        Import(OutputStream out) {
            this.out = out;
        }

        void commit(String message) throws IOException {
            line("commit refs/heads/main");
            line("committer Ada <ada@example.org> " + time++ + " +0000");
            data(message.getBytes(UTF_8));
        }

        void file(String path, byte[] content) throws IOException {
            line("M 100644 inline " + path);
            data(content);
        }

        void end() throws IOException {
            line("done");
            out.flush();
        }

        private void data(byte[] content) throws IOException {
            line("data " + content.length);
            out.write(content);
            line("");
        }

        private void line(String text) throws IOException {
            out.write((text + "\n").getBytes(UTF_8));
        }
    }
}
