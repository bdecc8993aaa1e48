// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import dev.hornero.quickstart.QuickstartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A checkout with what was built in it.
 *
 * @param java the program that runs everything
 * @param classPath of this program; it has the embedded servers too
 */
public record Installation(Path checkout, Path java, String classPath) {

    /** The one this program was started from. */
    public static Installation ofThisProcess(Path checkout) {
        return new Installation(
                checkout,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"));
    }

    /** What is deployed of a service. */
    Path application(String service) {
        return checkout.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** The files of the sample project. */
    public Path sample() {
        return checkout.resolve("examples/hello");
    }

    /** Says which service is not built. */
    public void requireBuilt(List<String> services) {
        List<String> missing =
                services.stream().filter(name -> !Files.exists(application(name))).toList();
        if (!missing.isEmpty()) {
            throw new QuickstartException(
                    "%s: not built; start with ./hornero up, which builds what is missing"
                            .formatted(String.join(", ", missing)));
        }
    }
}
