// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * The build's arguments as a builder here takes them. Every user of the machine reads command
 * lines, so a value goes through the environment, and only its name into the command; unless the
 * builder itself would use a variable of that name.
 */
record BuildArguments(SequencedMap<String, String> values) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Variables of the linker, of Go, and of buildah, docker and what they call. */
    private static final Pattern HEEDED =
            Pattern.compile(
                    "PATH|HOME|USER|SHELL|IFS|ENV|TERM|TZ|HOSTNAME|TMPDIR|PWD|LANG|LC_.*|LD_.*"
                            + "|GLIBC_.*|MALLOC_.*|GO[A-Z0-9]*|GODEBUG|XDG_.*|(?i:[a-z]+_proxy)"
                            + "|_?(?:CONTAINERS?|STORAGE|BUILDAH|BUILDKIT|BUILDX|DOCKER|COMPOSE|NETAVARK"
                            + "|SSL|SSH|GPG|GNUPG|OTEL|LISTEN|NOTIFY|DBUS)(?:_.*|HOME)?"
                            + "|REGISTRY_AUTH_FILE|REGISTRIES_CONFIG_PATH|SIGNATURE_.*"
                            + "|SOURCE_DATE_EPOCH|EXPERIMENTAL_.*");

    BuildArguments {
        values = new LinkedHashMap<>(values);
    }

    /** Reads {@code NAME=value}; the last of a name holds. */
    static BuildArguments of(List<String> given) {
        var values = new LinkedHashMap<String, String>();
        for (String argument : given) {
            String[] sides = argument.split("=", 2);
            values.put(sides[0], sides.length == 2 ? sides[1] : "");
        }
        return new BuildArguments(values);
    }

    /** These and others. */
    BuildArguments and(Map<String, String> others) {
        var all = new LinkedHashMap<>(values);
        all.putAll(others);
        return new BuildArguments(all);
    }

    /** For the builder's command line. */
    List<String> flags() {
        var flags = new ArrayList<String>();
        values.forEach((name, value) -> {
            flags.add("--build-arg");
            flags.add(goesThroughEnvironment(name) ? name : name + "=" + value);
        });
        return flags;
    }

    /** For the builder's environment. */
    Map<String, String> environment() {
        var environment = new LinkedHashMap<>(values);
        environment.keySet().removeIf(name -> !goesThroughEnvironment(name));
        return environment;
    }

    private static boolean goesThroughEnvironment(String name) {
        return NAME.matcher(name).matches() && !HEEDED.matcher(name).matches();
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "BuildArguments" + values.keySet();
    }
}
