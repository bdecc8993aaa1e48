// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.sample;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.quickstart.QuickstartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sample's files as a git repository. */
public final class SampleRepository {

    /** The repository's directory under those that are served. */
    public static final String NAME = "sample.git";

    private SampleRepository() {}

    /**
     * Commits the files unless the branch holds just them.
     *
     * @param served the directory whose repositories the git server serves
     */
    public static void prepare(Path served, Path files) {
        BareRepository repository =
                BareRepository.openOrCreate(served.resolve(NAME), SampleProject.ENVIRONMENT);
        // A scan fetches one file instead of all
        repository.configure("uploadpack.allowFilter", "true");
        repository.commitIfChanged(
                SampleProject.ENVIRONMENT, "The sample as it is in examples/", read(files));
    }

    private static Map<String, byte[]> read(Path files) {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                contents.put(
                        files.relativize(file).toString().replace('\\', '/'),
                        Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new QuickstartException(
                    "Cannot read the sample in %s: %s".formatted(files, e.getMessage()), e);
        }
        return contents;
    }
}
