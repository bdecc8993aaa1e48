// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.invocation;

/** What the process ends with; scripts rely on these. */
public final class ExitCode {
    /** Done; for {@code build --wait}: the image is pushed. */
    public static final int OK = 0;

    /** It failed: the build, the call, or the way to the server. */
    public static final int FAILED = 1;

    /** The command line itself is wrong. */
    public static final int USAGE = 2;

    /** Build arguments have no value. */
    public static final int VALUES_MISSING = 3;

    /** What was scanned is not a valid Dockerfile. */
    public static final int NOT_A_DOCKERFILE = 4;

    /** The build was cancelled. */
    public static final int CANCELLED = 5;

    /** Waiting ended before the build did; the build goes on. */
    public static final int TIMED_OUT = 6;

    private ExitCode() {}
}
