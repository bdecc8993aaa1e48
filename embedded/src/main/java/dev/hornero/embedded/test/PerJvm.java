// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What is started once for each test JVM. Quarkus loads test resources anew, in a class loader that
 * it closes again, whenever the application under test restarts; so the servers live in the system
 * class loader, which has the same class path and outlives the tests.
 */
final class PerJvm {

    private PerJvm() {}

    /**
     * The answer of the servers' own copy.
     *
     * @param type a class of this package with a public constructor without parameters
     */
    @SuppressWarnings("unchecked") // Both copies of a class are compiled from one source
    static Map<String, String> ask(Class<? extends Supplier<Map<String, String>>> type) {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(system);
        try {
            return ((Supplier<Map<String, String>>)
                            system.loadClass(type.getName()).getConstructor().newInstance())
                    .get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot start " + type.getSimpleName(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
