// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import dev.hornero.http.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Where a list goes on: the sort key of the last item given, in parts. Opaque to callers, which
 * hand it back as they got it; anything else is an invalid field.
 */
public record Cursor(List<String> parts) {
    private static final String FIELD = "cursor";

    public Cursor {
        parts = List.copyOf(parts);
    }

    /** A cursor of these parts. */
    public static Cursor of(String... parts) {
        return new Cursor(List.of(parts));
    }

    /** Reads what {@link #text} wrote; throws a 422 for anything else. */
    public static Cursor read(String text, int parts) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            Cursor cursor = decode(bytes);
            if (cursor.parts.size() != parts
                    || !cursor.text().equals(text)
                    || !cursor.parts.stream().allMatch(Cursor::isText)) {
                throw invalid();
            }
            return cursor;
        } catch (IllegalArgumentException | IOException _) {
            throw invalid();
        }
    }

    /** Anyone can write a check sum; what no database takes is no cursor of ours. */
    private static boolean isText(String part) {
        return part.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF));
    }

    private static ProblemException invalid() {
        return ProblemException.invalid(
                FIELD, "Send the \"next\" of the page before as it was given, or leave it out.");
    }

    private static Cursor decode(byte[] bytes) throws IOException {
        List<String> parts = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.readInt();
            while (in.available() > 0) {
                parts.add(in.readUTF());
            }
        }
        return new Cursor(parts);
    }

    /** In base64url, with a check sum. */
    public String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(checkSum());
            for (String part : parts) {
                out.writeUTF(part);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a part of a cursor is longer than 64 KiB", e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private int checkSum() {
        CRC32 sum = new CRC32();
        parts.forEach(part -> {
            sum.update(part.getBytes(StandardCharsets.UTF_8));
            sum.update(0);
        });
        return (int) sum.getValue();
    }
}
