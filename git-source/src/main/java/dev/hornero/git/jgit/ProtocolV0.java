// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * gitprotocol-pack: what servers speak that do not know version 2, or are not asked for it, as an
 * OpenSSH server that does not accept {@code GIT_PROTOCOL}. It lists every ref first and gives one
 * pack a connection.
 */
final class ProtocolV0 implements UploadPack {

    private static final String PEELED = "^{}";

    private final Wire wire;
    private final Set<String> capabilities;
    private final List<RemoteRef> refs;
    private boolean greeted = true;

    private ProtocolV0(Wire wire, Set<String> capabilities, List<RemoteRef> refs) {
        this.wire = wire;
        this.capabilities = capabilities;
        this.refs = refs;
    }

    static ProtocolV0 greeted(Wire wire, PktLines lines, PktLines.Kind first, RefBudget budget)
            throws IOException, SourceException {
        Set<String> capabilities = Set.of();
        Map<String, ObjectId> peeled = new HashMap<>();
        List<String[]> listed = new ArrayList<>();
        for (PktLines.Kind kind = first; kind == PktLines.Kind.DATA; kind = lines.next()) {
            budget.take(lines.payload().length, ", and cannot be asked for some of them only.");
            String line = lines.text();
            if (line.equals("version 1")) {
                continue;
            }
            int nul = line.indexOf('\0');
            if (nul >= 0) {
                capabilities = Set.copyOf(List.of(line.substring(nul + 1).strip().split(" +")));
                line = line.substring(0, nul);
            }
            String[] ref = line.split(" ", 2);
            ObjectFormat.refuseSha256(ref[0]);
            if (ref.length < 2 || !ObjectId.isId(ref[0])) {
                throw new MalformedAnswer("neither version 2 nor a list of refs");
            }
            if (ref[1].endsWith(PEELED)) {
                peeled.put(
                        ref[1].substring(0, ref[1].length() - PEELED.length()),
                        ObjectId.fromString(ref[0]));
            } else {
                listed.add(ref);
            }
        }
        ObjectFormat.requireSha1(values(capabilities, "object-format", ObjectFormat.SHA1));
        Map<String, String> symbolic = new HashMap<>();
        for (String pair : values(capabilities, "symref", "")) {
            String[] names = pair.split(":", 2);
            if (names.length == 2) {
                symbolic.put(names[0], names[1]);
            }
        }
        List<RemoteRef> refs =
                listed.stream()
                        .map(ref ->
                                new RemoteRef(
                                        ref[1],
                                        ObjectId.fromString(ref[0]),
                                        Optional.ofNullable(peeled.get(ref[1])),
                                        Optional.ofNullable(symbolic.get(ref[1]))))
                        // How an empty repository shows its capabilities
                        .filter(ref -> !ref.name().equals("capabilities"))
                        .toList();
        return new ProtocolV0(wire, capabilities, refs);
    }

    private static Set<String> values(Set<String> capabilities, String name, String otherwise) {
        List<String> values =
                capabilities.stream()
                        .filter(capability -> capability.startsWith(name + "="))
                        .map(capability -> capability.substring(name.length() + 1))
                        .toList();
        return values.isEmpty() ? Set.of(otherwise) : Set.copyOf(values);
    }

    @Override
    public boolean filters() {
        return capabilities.contains("filter");
    }

    @Override
    public boolean shallow() {
        return capabilities.contains("shallow");
    }

    /**
     * Both together are how git announces uploadpack.allowAnySHA1InWant, and how others announce
     * less: then the fetch is refused. Without filters trying it would not pay.
     */
    @Override
    public boolean servesAnyObject() {
        return filters()
                && capabilities.contains("allow-tip-sha1-in-want")
                && capabilities.contains("allow-reachable-sha1-in-want");
    }

    @Override
    public List<RemoteRef> refs(Collection<String> prefixes) {
        return refs.stream()
                .filter(ref -> prefixes.stream().anyMatch(ref.name()::startsWith))
                .toList();
    }

    @Override
    public InputStream fetch(ObjectId wanted, Extent extent) throws IOException, SourceException {
        if (!greeted) {
            PktLines greeting = new PktLines(wire.greeting());
            while (greeting.next() == PktLines.Kind.DATA) {
                // The refs may have moved; the wanted id has not
            }
        }
        greeted = wire.stateless();
        boolean filters = !extent.filter().isEmpty();
        PktRequest request =
                new PktRequest()
                        .line(
                                "want "
                                        + wanted.name()
                                        + " side-band-64k ofs-delta no-progress"
                                        + (extent.shallow() ? " shallow" : "")
                                        + (filters ? " filter" : ""));
        if (extent.shallow()) {
            request.line("deepen 1");
        }
        if (filters) {
            request.line("filter " + extent.filter());
        }
        PktLines lines = new PktLines(wire.ask(request.flush().line("done").toBytes()));
        if (extent.shallow()) {
            while (lines.next() == PktLines.Kind.DATA) {
                // Where history is cut off does not matter to who never asks for more
            }
        }
        // NAK: there is nothing in common
        lines.next();
        return new SideBand(lines);
    }

    @Override
    public void abandon() {
        wire.abandon();
        greeted = wire.stateless();
    }
}
