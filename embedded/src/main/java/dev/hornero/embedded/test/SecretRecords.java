// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.regex.Pattern;

/** What records hold and show, for tests that no secret is in a record's text. */
public final class SecretRecords {
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passphrase|token|secret|privateKey)s?");

    private SecretRecords() {}

    /** Whether one of its components is a secret, by its name. */
    public static boolean holdsASecret(Class<?> type) {
        List<RecordComponent> components = List.of(type.getRecordComponents());
        boolean saysThatItsValueIs =
                components.stream().anyMatch(c -> c.getName().equals("secret") && !isText(c))
                        && components.stream()
                                .anyMatch(c -> c.getName().equals("value") && isText(c));
        return saysThatItsValueIs
                || components.stream()
                        .anyMatch(c -> isText(c) && SECRET.matcher(c.getName()).matches());
    }

    private static boolean isText(RecordComponent component) {
        String type = component.getGenericType().getTypeName();
        return type.equals("java.lang.String")
                || type.equals("byte[]")
                || type.equals("java.util.Optional<java.lang.String>")
                || type.endsWith("Map<java.lang.String, java.lang.String>");
    }

    /** Whether its text is the one that the compiler makes. */
    public static boolean showsAllItHolds(Class<?> type) {
        return classFile(type).methods().stream()
                .filter(method -> method.methodName().equalsString("toString"))
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementList().stream())
                .anyMatch(element ->
                        element instanceof InvokeDynamicInstruction call
                                && call.bootstrapMethod()
                                        .owner()
                                        .displayName()
                                        .equals("ObjectMethods"));
    }

    private static ClassModel classFile(Class<?> type) {
        String path = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = type.getResourceAsStream(path)) {
            return ClassFile.of().parse(bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
