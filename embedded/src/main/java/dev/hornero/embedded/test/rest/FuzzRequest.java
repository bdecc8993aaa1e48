// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request that is being made; what is in it may be anything. */
final class FuzzRequest {
    String method;
    String path;
    final Map<String, String> query = new LinkedHashMap<>();
    String moreQuery = "";
    final Map<String, String> headers = new LinkedHashMap<>();
    Optional<byte[]> body = Optional.empty();
    String change = "nothing";

    FuzzRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    String address() {
        StringBuilder address = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, String> one : query.entrySet()) {
            address.append(separator).append(one.getKey()).append('=').append(one.getValue());
            separator = '&';
        }
        return moreQuery.isEmpty()
                ? address.toString()
                : address.append(separator).append(moreQuery).toString();
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(method + " " + address() + " HTTP/1.1\r\n");
        head.append("Host: fuzz\r\nConnection: close\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        body.ifPresent(given -> head.append("Content-Length: " + given.length + "\r\n"));
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        body.ifPresent(bytes::writeBytes);
        return bytes.toByteArray();
    }

    /** Half of a surrogate pair has no bytes in UTF-8; JSON can spell it. */
    static byte[] bytes(String json) {
        StringBuilder text = new StringBuilder(json.length());
        json.chars()
                .forEach(c -> {
                    if (Character.isSurrogate((char) c)) {
                        text.append("\\u%04x".formatted(c));
                    } else {
                        text.append((char) c);
                    }
                });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
