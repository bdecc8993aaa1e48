// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hornero.quickstart.QuickstartException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What no one else may know, made once for each home and kept in a file only its owner reads. What
 * a newer version needs in addition is added to the file.
 */
public final class Secrets {

    private static final int KEY_BYTES = 32;
    private static final String BOOTSTRAP_KEY = "bootstrap-key";
    private static final String POSTGRES_PASSWORD = "postgres-password";
    private static final String KAFKA_PASSWORD = "kafka-password";
    private static final String SEAL_KEY = "seal-key.";

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The secrets of the home; those that are missing are made. */
    public static Secrets openOrCreate(Home home, SecureRandom random) {
        Path file = home.secrets();
        try {
            Map<String, String> values = read(file);
            List<String> missing =
                    List.of(
                                    BOOTSTRAP_KEY,
                                    POSTGRES_PASSWORD,
                                    KAFKA_PASSWORD,
                                    SEAL_KEY + SealRecipient.SCANNER.kid(),
                                    SEAL_KEY + SealRecipient.CLUSTER.kid(),
                                    SEAL_KEY + SealRecipient.STORE.kid())
                            .stream()
                            .filter(name -> !values.containsKey(name))
                            .toList();
            if (!missing.isEmpty()) {
                missing.forEach(name -> values.put(name, key(random)));
                write(file, values);
            }
            return new Secrets(values);
        } catch (IOException e) {
            throw new QuickstartException("Cannot keep secrets in " + file, e);
        }
    }

    /** The first administrator's API key. */
    public String bootstrapKey() {
        return value(BOOTSTRAP_KEY);
    }

    public String postgresPassword() {
        return value(POSTGRES_PASSWORD);
    }

    public String kafkaPassword() {
        return value(KAFKA_PASSWORD);
    }

    /**
     * The setting {@code HORNERO_SEAL_KEYS} of a service that may open what is sealed for these.
     */
    public String sealKeys(SealRecipient... recipients) {
        return List.of(recipients).stream()
                .map(recipient -> recipient.kid() + "=" + value(SEAL_KEY + recipient.kid()))
                .collect(Collectors.joining(","));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no secret " + name);
        }
        return value;
    }

    private static String key(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
                properties.load(reader);
            }
            properties
                    .stringPropertyNames()
                    .forEach(name -> values.put(name, properties.getProperty(name)));
        }
        return values;
    }

    private static void write(Path file, Map<String, String> values) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        OwnerOnly.write(
                unfinished,
                values.entrySet().stream()
                        .map(entry -> entry.getKey().replace(":", "\\:") + "=" + entry.getValue())
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n")));
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
