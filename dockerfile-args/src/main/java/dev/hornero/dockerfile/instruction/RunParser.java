// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.format.Csv;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.Numbers;
import dev.hornero.dockerfile.instruction.Flags.Kind;
import dev.hornero.dockerfile.line.Heredoc;
import dev.hornero.dockerfile.text.NearestName;
import dev.hornero.dockerfile.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** RUN: its mounts and what it hands to a shell; its other flags are only checked. */
final class RunParser {
    private static final Map<String, Kind> RUN_FLAGS =
            Map.of(
                    "device", Kind.LIST,
                    "mount", Kind.LIST,
                    "network", Kind.TEXT,
                    "security", Kind.TEXT);
    private static final Set<String> NETWORKS = Set.of("default", "none", "host");
    private static final Set<String> SECURITIES = Set.of("insecure", "sandbox");

    private RunParser() {}

    static Instruction parse(Statement statement, Position position) throws FormatException {
        Flags flags = Flags.of(statement.flags(), RUN_FLAGS);
        for (String device : flags.all("device")) {
            checkDevice(device);
        }
        List<MountFlag> mounts = new ArrayList<>();
        for (String mount : flags.all("mount")) {
            mounts.add(MountFlag.of(mount));
        }
        String network = flags.text("network", "default");
        if (!NETWORKS.contains(network)) {
            throw new FormatException("invalid network mode " + Quoted.of(network));
        }
        String security = flags.text("security", "sandbox");
        if (!SECURITIES.contains(security)) {
            throw new FormatException("security " + Quoted.of(security) + " is not valid");
        }
        StringBuilder text = new StringBuilder(String.join("\n", statement.arguments()));
        for (Heredoc heredoc : statement.heredocs()) {
            text.append('\n').append(heredoc.body());
        }
        return new Instruction.Run(position, mounts, text.toString());
    }

    private static void checkDevice(String device) throws FormatException {
        List<String> fields;
        try {
            fields = Csv.fields(device);
        } catch (FormatException e) {
            throw new FormatException("failed to parse csv devices: " + e.reason());
        }
        String name = "";
        for (String field : fields) {
            int equals = field.indexOf('=');
            String key = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : field.substring(equals + 1);
            if (key.equals("required")) {
                if (equals >= 0) {
                    try {
                        Numbers.truth(value);
                    } catch (FormatException e) {
                        throw new FormatException("invalid value for required: " + value);
                    }
                }
            } else if (equals >= 0 && key.equals("name")) {
                if (!name.isEmpty()) {
                    throw new FormatException("device name already set to " + name);
                }
                name = value;
            } else if (name.isEmpty()) {
                name = field;
            } else if (equals < 0) {
                throw new FormatException("invalid field '" + field + "' must be a key=value pair");
            } else {
                throw new FormatException(
                        NearestName.hint(
                                "unexpected key '" + key + "' in '" + field + "'",
                                key,
                                List.of("name", "required"),
                                true));
            }
        }
    }
}
