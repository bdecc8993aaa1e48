// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

/** The first characters of the names seen so far: most words of a RUN are none of them. */
final class NameFilter {
    private static final int ASCII = 128;

    private final boolean[] firsts = new boolean[ASCII];
    private boolean beyondAscii;
    private boolean odd;

    void add(String name) {
        char first = name.isEmpty() ? 0 : name.charAt(0);
        if (first < ASCII) {
            firsts[first] = true;
        } else {
            beyondAscii = true;
        }
        odd |= isOdd(name);
    }

    /** Whether the name holds a dot or a dash. */
    static boolean isOdd(String name) {
        return name.indexOf('-') >= 0 || name.indexOf('.') >= 0;
    }

    boolean mayBeName(char first) {
        return first < ASCII ? firsts[first] : beyondAscii;
    }

    /** Whether some name holds a dot or a dash. */
    boolean hasOddNames() {
        return odd;
    }
}
