// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import dev.hornero.dockerfile.text.Quoted;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Platforms such as {@code linux/arm64}, as {@code github.com/containerd/platforms} reads them. */
public final class PlatformName {
    /** What {@link #operatingSystem} says where a platform names only the processor. */
    public static final String DEFAULT_OS = "linux";

    private static final String OS_RULE =
            "^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.%-]*)((?:\\+[A-Za-z0-9_.%-]+)*)\\))?$";
    private static final String PART_RULE = "^[A-Za-z0-9_.-]+$";
    private static final Set<String> SYSTEMS =
            Set.of(
                    "aix",
                    "android",
                    "darwin",
                    "dragonfly",
                    "freebsd",
                    "hurd",
                    "illumos",
                    "ios",
                    "js",
                    "linux",
                    "nacl",
                    "netbsd",
                    "openbsd",
                    "plan9",
                    "solaris",
                    "windows",
                    "zos");
    private static final Set<String> PROCESSORS =
            Set.of(
                    "386",
                    "amd64",
                    "amd64p32",
                    "arm",
                    "armbe",
                    "arm64",
                    "arm64be",
                    "ppc64",
                    "ppc64le",
                    "loong64",
                    "mips",
                    "mipsle",
                    "mips64",
                    "mips64le",
                    "mips64p32",
                    "mips64p32le",
                    "ppc",
                    "riscv",
                    "riscv64",
                    "s390",
                    "s390x",
                    "sparc",
                    "sparc64",
                    "wasm");
    private static final Map<String, String> OTHER_NAMES =
            Map.of(
                    "i386", "386", "x86_64", "amd64", "x86-64", "amd64", "aarch64", "arm64",
                    "armhf", "arm", "armel", "arm");

    private PlatformName() {}

    /** The operating system of a platform; refuses what is none. */
    public static String operatingSystem(String platform) throws FormatException {
        if (platform.contains("*")) {
            throw invalid(Quoted.of(platform) + ": wildcards not yet supported");
        }
        String[] parts = platform.split("/", 4);
        String system = systemOf(parts[0], platform);
        for (int at = 1; at < parts.length; at++) {
            if (parts[at].isEmpty() || !parts[at].chars().allMatch(PlatformName::isPartCharacter)) {
                throw invalid(
                        Quoted.of(parts[at])
                                + " is an invalid component of "
                                + Quoted.of(platform)
                                + ": platform specifier component must match "
                                + Quoted.of(PART_RULE));
            }
        }
        return switch (parts.length) {
            case 1 -> {
                if (SYSTEMS.contains(system)) {
                    yield system;
                }
                String processor = platform.toLowerCase(Locale.ROOT);
                if (PROCESSORS.contains(OTHER_NAMES.getOrDefault(processor, processor))) {
                    yield DEFAULT_OS;
                }
                throw invalid(Quoted.of(platform) + ": unknown operating system or architecture");
            }
            case 2, 3 -> system;
            default -> throw invalid(Quoted.of(platform) + ": cannot parse platform specifier");
        };
    }

    private static String systemOf(String part, String platform) throws FormatException {
        int parenthesis = part.indexOf('(');
        String name = parenthesis < 0 ? part : part.substring(0, parenthesis);
        boolean wellFormed =
                !name.isEmpty()
                        && name.chars().allMatch(c -> isPartCharacter(c) && c != '.')
                        && (parenthesis < 0 || isOptions(part.substring(parenthesis)));
        if (!wellFormed) {
            throw invalid(
                    Quoted.of(part)
                            + " is an invalid OS component of "
                            + Quoted.of(platform)
                            + ": OSAndVersion specifier component must match "
                            + Quoted.of(OS_RULE));
        }
        String system = name.toLowerCase(Locale.ROOT);
        return system.equals("macos") ? "darwin" : system;
    }

    /** {@code (version+feature+feature)}. */
    private static boolean isOptions(String text) {
        return text.length() >= 2
                && text.endsWith(")")
                && text.substring(1, text.length() - 1)
                        .chars()
                        .allMatch(c -> isPartCharacter(c) || c == '%' || c == '+')
                && !text.contains("++")
                && !text.endsWith("+)");
    }

    private static boolean isPartCharacter(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "_.-".indexOf(character) >= 0;
    }

    private static FormatException invalid(String what) {
        return new FormatException(what + ": invalid argument");
    }
}
