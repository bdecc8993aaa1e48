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

/** gitprotocol-v2: any number of commands, each with its answer. */
final class ProtocolV2 implements UploadPack {

    /** Real ones take some hundred. */
    private static final int CAPABILITY_BYTES = 64 * 1024;

    private final Wire wire;
    private final Map<String, Set<String>> capabilities;
    private final RefBudget budget;
    private boolean greeted = true;

    private ProtocolV2(Wire wire, Map<String, Set<String>> capabilities, RefBudget budget) {
        this.wire = wire;
        this.capabilities = capabilities;
        this.budget = budget;
    }

    static ProtocolV2 greeted(Wire wire, PktLines lines, RefBudget budget)
            throws IOException, SourceException {
        Map<String, Set<String>> capabilities = new HashMap<>();
        int size = 0;
        while (lines.next() == PktLines.Kind.DATA) {
            size += lines.payload().length;
            if (size > CAPABILITY_BYTES) {
                throw new LimitReached(
                        "The git server says more of itself than the "
                                + CAPABILITY_BYTES
                                + " bytes allowed.");
            }
            String[] pair = lines.text().split("=", 2);
            capabilities.put(pair[0], pair.length < 2 ? Set.of() : words(pair[1]));
        }
        ObjectFormat.requireSha1(
                capabilities.getOrDefault("object-format", Set.of(ObjectFormat.SHA1)));
        return new ProtocolV2(wire, capabilities, budget);
    }

    private static Set<String> words(String text) {
        return Set.copyOf(List.of(text.strip().split(" +")));
    }

    @Override
    public boolean filters() {
        return feature("filter");
    }

    @Override
    public boolean shallow() {
        return feature("shallow");
    }

    private boolean feature(String name) {
        return capabilities.getOrDefault("fetch", Set.of()).contains(name);
    }

    /** git's own server always does in this version; another one's refusal comes with the fetch. */
    @Override
    public boolean servesAnyObject() {
        return true;
    }

    @Override
    public List<RemoteRef> refs(Collection<String> prefixes) throws IOException, SourceException {
        PktRequest request = command("ls-refs").line("peel").line("symrefs");
        prefixes.forEach(prefix -> request.line("ref-prefix " + prefix));
        PktLines lines = ask(request);
        List<RemoteRef> refs = new ArrayList<>();
        while (lines.next() == PktLines.Kind.DATA) {
            budget.take(lines.payload().length, "; name the branch by its full ref name.");
            refs.add(ref(lines.text()));
        }
        return refs;
    }

    private static RemoteRef ref(String line) throws IOException {
        String[] words = line.split(" ", -1);
        if (words.length < 2 || !ObjectId.isId(words[0])) {
            throw new MalformedAnswer("a ref without an object id");
        }
        Optional<ObjectId> peeled = Optional.empty();
        Optional<String> pointsTo = Optional.empty();
        for (String word : words) {
            if (word.startsWith("peeled:") && ObjectId.isId(word.substring(7))) {
                peeled = Optional.of(ObjectId.fromString(word.substring(7)));
            } else if (word.startsWith("symref-target:")) {
                pointsTo = Optional.of(word.substring(14));
            }
        }
        return new RemoteRef(words[1], ObjectId.fromString(words[0]), peeled, pointsTo);
    }

    @Override
    public InputStream fetch(ObjectId wanted, Extent extent) throws IOException, SourceException {
        PktRequest request =
                command("fetch")
                        .line("no-progress")
                        .line("ofs-delta")
                        .line("want " + wanted.name());
        if (extent.shallow()) {
            request.line("deepen 1");
        }
        if (!extent.filter().isEmpty()) {
            request.line("filter " + extent.filter());
        }
        PktLines lines = ask(request.line("done"));
        skipToPack(lines);
        return new SideBand(lines);
    }

    private static void skipToPack(PktLines lines) throws IOException {
        while (true) {
            switch (lines.next()) {
                case DATA -> {
                    if (lines.text().equals("packfile")) {
                        return;
                    }
                }
                case DELIMITER -> {}
                case FLUSH, RESPONSE_END -> throw new MalformedAnswer("no pack in the answer");
            }
        }
    }

    private PktRequest command(String name) {
        PktRequest request = new PktRequest().line("command=" + name);
        if (capabilities.containsKey("agent")) {
            request.line("agent=hornero");
        }
        if (capabilities.containsKey("object-format")) {
            request.line("object-format=sha1");
        }
        return request.delimiter();
    }

    private PktLines ask(PktRequest request) throws IOException, SourceException {
        if (!greeted) {
            PktLines greeting = new PktLines(wire.greeting());
            while (greeting.next() == PktLines.Kind.DATA) {
                // The same server said the same before
            }
            greeted = true;
        }
        return new PktLines(wire.ask(request.flush().toBytes()));
    }

    @Override
    public void abandon() {
        wire.abandon();
        greeted = wire.stateless();
    }
}
