// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.format.ByteSize;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.Numbers;
import dev.hornero.dockerfile.instruction.MountFlag;
import dev.hornero.dockerfile.text.NearestName;
import dev.hornero.dockerfile.text.Quoted;
import java.util.List;
import java.util.Locale;

/** The fields of a mount, expanded and checked as {@code parseMount} of BuildKit does. */
final class MountOptions {
    static final String SECRET = "secret";
    static final String SSH = "ssh";

    private static final List<String> TYPES = List.of("bind", "cache", SECRET, SSH, "tmpfs");
    private static final List<String> SHARINGS = List.of("locked", "private", "shared");
    private static final List<String> KEYS =
            List.of(
                    "type",
                    "from",
                    "source",
                    "target",
                    "readonly",
                    "id",
                    "sharing",
                    "required",
                    "size",
                    "mode",
                    "uid",
                    "gid",
                    "src",
                    "dst",
                    "destination",
                    "ro",
                    "rw",
                    "readwrite",
                    "env");

    private String type = "bind";
    private String from = "";
    private String source = "";
    private String target = "";
    private String id = "";
    private String sharing = "";
    private boolean required;
    private String owner = "";

    private MountOptions() {}

    /** Puts variables into the value of a field. */
    @FunctionalInterface
    interface Expander {
        String expand(String value) throws ExpansionException;
    }

    static MountOptions of(MountFlag flag, Expander expander)
            throws ExpansionException, FormatException {
        MountOptions options = new MountOptions();
        for (MountFlag.Field field : flag.fields()) {
            if (field.value().isPresent()) {
                options.set(field, expander.expand(field.value().get()));
            } else {
                options.set(field);
            }
        }
        options.check();
        return options;
    }

    String type() {
        return type;
    }

    String from() {
        return from;
    }

    String target() {
        return target;
    }

    boolean required() {
        return required;
    }

    /** What a secret is asked for by. */
    String secretId() {
        if (!source.isEmpty()) {
            return source;
        }
        return id.isEmpty() ? lastSegment(target) : id;
    }

    /** What an SSH agent is asked for by. */
    String sshId() {
        return id.isEmpty() ? "default" : id;
    }

    static String lastSegment(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        if (end == 0) {
            return path.isEmpty() ? "." : "/";
        }
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    private void set(MountFlag.Field field) throws FormatException {
        switch (field.key()) {
            case "readonly", "ro", "readwrite", "rw" -> {}
            case "required" -> {
                requireSecretOrSsh(field);
                required = true;
            }
            default ->
                    throw new FormatException(
                            "invalid field '" + field.written() + "' must be a key=value pair");
        }
    }

    private void set(MountFlag.Field field, String value) throws FormatException {
        switch (field.key()) {
            case "type" -> type = oneOf(TYPES, value, "unsupported mount type ");
            case "from" -> from = value;
            case "source", "src" -> source = value;
            case "target", "dst", "destination" -> target = value;
            case "readonly", "ro", "readwrite", "rw" -> truth(field, value);
            case "required" -> {
                requireSecretOrSsh(field);
                required = truth(field, value);
            }
            case "size" -> {
                if (!type.equals("tmpfs")) {
                    throw unexpected(field);
                }
                if (!ByteSize.isOne(value)) {
                    throw new FormatException("invalid value for size: " + value);
                }
            }
            case "id" -> id = value;
            case "sharing" -> sharing = oneOf(SHARINGS, value, "unsupported sharing value ");
            case "mode", "uid", "gid" -> {
                int base = field.key().equals("mode") ? 8 : 10;
                try {
                    Numbers.unsigned(value, base, 32);
                } catch (FormatException e) {
                    throw new FormatException("invalid value " + value + " for " + field.key());
                }
                noteOwner(field.key());
            }
            case "env" -> {}
            default ->
                    throw new FormatException(
                            NearestName.hint(
                                    "unexpected key '"
                                            + field.key()
                                            + "' in '"
                                            + field.written()
                                            + "'",
                                    field.key(),
                                    KEYS,
                                    true));
        }
    }

    /** Of several the one that BuildKit checks first. */
    private void noteOwner(String key) {
        List<String> order = List.of("mode", "uid", "gid");
        if (owner.isEmpty() || order.indexOf(key) < order.indexOf(owner)) {
            owner = key;
        }
    }

    private void check() throws FormatException {
        boolean isSecret = type.equals(SECRET);
        boolean takesOwner = isSecret || type.equals(SSH) || type.equals("cache");
        if (!takesOwner && !owner.isEmpty()) {
            throw new FormatException(
                    owner + " not allowed for " + Quoted.of(type) + " type mounts");
        }
        if (isSecret) {
            if (!from.isEmpty()) {
                throw new FormatException("secret mount should not have a from");
            }
            if (!sharing.isEmpty()) {
                throw new FormatException("secret mount should not define sharing");
            }
            if (source.isEmpty() && target.isEmpty() && id.isEmpty()) {
                throw new FormatException("invalid secret mount. one of source, target required");
            }
            if (!source.isEmpty() && !id.isEmpty()) {
                throw new FormatException("both source and id can't be set");
            }
        }
        if (!sharing.isEmpty() && !type.equals("cache")) {
            throw new FormatException("invalid cache sharing set for " + type + " mount");
        }
    }

    /** What only the build itself checks, after where the mount comes from. */
    void checkUse(WorkingDirectory directory) throws FormatException {
        if (type.equals(SSH) && !source.isEmpty()) {
            throw new FormatException("ssh does not support source");
        }
        boolean hasTarget = !type.equals(SSH) && !type.equals(SECRET);
        if (hasTarget && (target.equals("/") || directory.leadsToRoot(target))) {
            throw new FormatException("invalid mount target \"/\"");
        }
    }

    private void requireSecretOrSsh(MountFlag.Field field) throws FormatException {
        if (!type.equals(SECRET) && !type.equals(SSH)) {
            throw unexpected(field);
        }
    }

    private FormatException unexpected(MountFlag.Field field) {
        return new FormatException(
                "unexpected key '" + field.key() + "' for mount type '" + type + "'");
    }

    private static boolean truth(MountFlag.Field field, String value) throws FormatException {
        try {
            return Numbers.truth(value);
        } catch (FormatException e) {
            throw new FormatException("invalid value for " + field.key() + ": " + value);
        }
    }

    private static String oneOf(List<String> known, String value, String refusal)
            throws FormatException {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!known.contains(lower)) {
            throw new FormatException(
                    NearestName.hint(refusal + Quoted.of(value), value, known, true));
        }
        return lower;
    }
}
