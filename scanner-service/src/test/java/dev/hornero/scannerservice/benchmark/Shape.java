// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hornero.embedded.git.BareRepository;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

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

    /** The same, five directories down. */
    static final String DEEP = "a/b/c/d/e/Dockerfile";

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

    private final String text;

    Shape(String text) {
        this.text = text;
    }

    /** The repository, as a server that keeps its repositories in order has it. */
    String repository() {
        return name().toLowerCase(java.util.Locale.ROOT) + ".git";
    }

    /** Makes the repository below the directory where it is not there yet. */
    BareRepository make(Path directory) throws IOException, InterruptedException {
        Path path = directory.resolve(repository());
        Path made = path.resolve("hornero-made");
        BareRepository repository = BareRepository.openOrCreate(path, "main");
        if (!Files.exists(made)) {
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
        return repository;
    }

    private void write(Import commits) throws IOException {
        commits.commit("Begin");
        commits.file(ROOT, DOCKERFILE);
        commits.file(DEEP, DOCKERFILE);
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
                // 100 directories of 99: with the 100 themselves 10,000, with 30 files each
                for (int directory = 0; directory < 10_000; directory++) {
                    int inner = directory % 100;
                    String path =
                            "m" + directory / 100 + "/" + (inner == 0 ? "" : "p" + inner + "/");
                    for (int file = 0; file < 30; file++) {
                        commits.file(
                                path + file + ".txt",
                                ("file " + file + " of " + directory + "\n").getBytes(UTF_8));
                    }
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
