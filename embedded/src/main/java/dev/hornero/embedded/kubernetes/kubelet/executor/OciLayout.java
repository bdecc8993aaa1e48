// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.kubelet.shim.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A directory in the OCI image layout, to which images are added under their tags. */
record OciLayout(Path directory, ObjectMapper json) {

    private static final String TAG = "org.opencontainers.image.ref.name";

    /**
     * Adds the image of an archive that Docker saved: since version 25 that is a layout in a tar.
     *
     * @param unpacked where to unpack it meanwhile
     * @return the digest of the image's manifest
     */
    String add(Path archive, String tag, Path unpacked, Children children)
            throws BuildException, IOException, InterruptedException {
        Files.createDirectories(unpacked);
        int code =
                children.run(
                        new ProcessBuilder("tar", "-xf", "" + archive, "-C", "" + unpacked),
                        (in, stream) -> in.readAllBytes());
        Path index = unpacked.resolve("index.json");
        if (code != 0 || !Files.exists(index)) {
            throw new BuildException("docker save wrote no OCI layout; Docker 25 or newer does");
        }
        Path blobs = Files.createDirectories(directory.resolve("blobs/sha256"));
        try (Stream<Path> files = Files.list(unpacked.resolve("blobs/sha256"))) {
            for (Path blob : files.toList()) {
                Files.copy(
                        blob,
                        blobs.resolve(blob.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        JsonNode manifest = json.readTree(Files.readAllBytes(index)).path("manifests").path(0);
        point(tag, manifest);
        return manifest.path("digest").asText();
    }

    private void point(String tag, JsonNode manifest) throws IOException {
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        ObjectNode entry = manifest.deepCopy();
        entry.putObject("annotations").put(TAG, tag);
        ObjectNode index = json.createObjectNode().put("schemaVersion", 2);
        ArrayNode manifests = index.putArray("manifests");
        for (JsonNode present : manifests()) {
            if (!present.path("annotations").path(TAG).asText().equals(tag)) {
                manifests.add(present);
            }
        }
        manifests.add(entry);
        Path draft = directory.resolve("index.json.new");
        Files.write(draft, json.writeValueAsBytes(index));
        Files.move(draft, directory.resolve("index.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<JsonNode> manifests() throws IOException {
        Path index = directory.resolve("index.json");
        return Files.exists(index)
                ? json.readTree(Files.readAllBytes(index)).path("manifests").valueStream().toList()
                : List.of();
    }
}
