// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes one thing in a request nasty. */
final class Spoiler {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Texts as they stand in an address or a header. */
    private static final List<String> RAW =
            List.of(
                    "%00",
                    "%ff",
                    "%zz",
                    "%",
                    "%0d%0aX:1",
                    "%ed%a0%80",
                    "%C3%B1",
                    "%F0%9F%98%80",
                    "..",
                    "%2e%2e",
                    "a%2Fb",
                    "-1",
                    "0",
                    "201",
                    "1e9",
                    "99999999999999999999",
                    "null",
                    "true",
                    "''%20or%201=1--",
                    "%20",
                    "x".repeat(300),
                    "AAAA",
                    "*",
                    "%7B%7D",
                    "%E2%80%AE",
                    "+",
                    "a&b",
                    "a;b");

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\0",
                    "\uD800",
                    "x\uDC00",
                    "a\nb",
                    "\u202e",
                    "😀",
                    "é",
                    "../../etc",
                    "-",
                    "UPPER",
                    "x".repeat(300),
                    "x".repeat(101_000),
                    "'; drop table project; --",
                    "{\"$ref\":\"#\"}",
                    "${jndi:x}",
                    "https://u:p@h/x",
                    "https://h/x?y#z",
                    "a..b",
                    "refs/heads/@{",
                    "1.10",
                    "\u0085",
                    "null",
                    "PT",
                    "P1Y",
                    "-PT1S",
                    "build-1");

    private static final List<String> ACCEPTS =
            List.of(
                    "garbage",
                    "text/html",
                    "*/*",
                    "application/*",
                    "application/xml;q=0.9",
                    "text/html,application/xhtml+xml,*/*;q=0.8",
                    "*/*;q=x",
                    "",
                    "a/b/c",
                    ",",
                    "text/event-stream",
                    "text/plain",
                    "application/json;charset=utf-8",
                    "application/problem+json",
                    "é/é");

    private static final List<String> TYPES =
            List.of(
                    "garbage",
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/json; charset=utf-16",
                    "application/json;",
                    "application/merge-patch+json",
                    "application/xml",
                    "/",
                    "*/*",
                    "application/json-patch+json",
                    "");

    private static final List<String> METHODS =
            List.of("PUT", "TRACE", "OPTIONS", "HEAD", "FOO", "get", "PATCH", "DELETE", "POST");

    private final ApiDocument document;
    private final Random random;

    Spoiler(ApiDocument document, Random random) {
        this.document = document;
        this.random = random;
    }

    void spoil(FuzzRequest draft, ApiDocument.Operation operation) {
        switch (random.nextInt(draft.body.isPresent() ? 12 : 7)) {
            case 0 -> {
                String[] segments = operation.template().split("/", -1);
                int at = 3 + random.nextInt(Math.max(1, segments.length - 3));
                String[] path = draft.path.split("/", -1);
                path[Math.min(at, path.length - 1)] = ValidRequests.one(random, RAW);
                draft.path = String.join("/", path);
                draft.change = "a segment of the path";
            }
            case 1 -> {
                List<String> query =
                        document.parameters(operation).stream()
                                .filter(p -> p.path("in").asText().equals("query"))
                                .map(p -> p.path("name").asText())
                                .toList();
                String name = query.isEmpty() ? "unknown" : ValidRequests.one(random, query);
                draft.query.put(name, ValidRequests.one(random, RAW));
                draft.change = "parameter " + name;
            }
            case 2 -> {
                draft.moreQuery =
                        ValidRequests.one(
                                random,
                                List.of(
                                        "unknown=1",
                                        "&&",
                                        "=",
                                        "limit=1&limit=2",
                                        "a[]=1",
                                        "%00=1",
                                        "limit",
                                        "%zz",
                                        "?",
                                        "cursor=%00",
                                        "x=" + "y".repeat(3000)));
                draft.change = "an unknown parameter";
            }
            case 3 -> {
                draft.headers.put("Accept", ValidRequests.one(random, ACCEPTS));
                draft.change = "Accept";
            }
            case 4 -> {
                draft.method = ValidRequests.one(random, METHODS);
                draft.change = "the method";
            }
            case 5 -> {
                if (random.nextInt(3) == 0) {
                    draft.headers.remove("Authorization");
                } else {
                    draft.headers.put(
                            "Authorization",
                            ValidRequests.one(
                                    random,
                                    List.of("Bearer", "Bearer x", "Basic eDp5", "", "Bearer é")));
                }
                draft.change = "Authorization";
            }
            case 6 -> {
                String name =
                        ValidRequests.one(
                                random,
                                List.of(
                                        "If-Match",
                                        "If-None-Match",
                                        "Idempotency-Key",
                                        "Last-Event-ID",
                                        "traceparent",
                                        "X-Forwarded-For",
                                        "Expect",
                                        "Range",
                                        "Content-Encoding"));
                draft.headers.put(
                        name,
                        ValidRequests.one(
                                random,
                                List.of(
                                        "",
                                        "*",
                                        "x",
                                        "W/\"x\"",
                                        "\"",
                                        "-1",
                                        "é",
                                        "x".repeat(400),
                                        "a b")));
                draft.change = "header " + name;
            }
            case 7 -> {
                draft.headers.put("Content-Type", ValidRequests.one(random, TYPES));
                draft.change = "Content-Type";
            }
            case 8 -> {
                draft.body = draft.body.map(this::brokenText);
                draft.change = "the text of the body";
            }
            default -> {
                draft.body = draft.body.map(this::nastyField);
                draft.change = "a field of the body";
            }
        }
    }

    private byte[] brokenText(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> FuzzRequest.bytes(text.substring(0, random.nextInt(text.length())));
            case 2 -> FuzzRequest.bytes(text + "{}");
            case 3 -> FuzzRequest.bytes(text.replaceFirst("\\{\"([^\"]+)\":", "{\"$1\":1,\"$1\":"));
            case 4 -> FuzzRequest.bytes("[".repeat(10_000));
            case 5 -> FuzzRequest.bytes("{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000));
            case 6 -> text.getBytes(StandardCharsets.UTF_16);
            case 7 -> {
                byte[] noise = new byte[64];
                random.nextBytes(noise);
                yield noise;
            }
            case 8 -> FuzzRequest.bytes("\uFEFF" + text);
            case 9 ->
                    FuzzRequest.bytes(
                            ValidRequests.one(
                                    random,
                                    List.of(
                                            "null", "[]", "\"x\"", "1", "true", "{", "NaN",
                                            "{'a':1}")));
            case 10 -> FuzzRequest.bytes(text.replace(":", ":\u0001"));
            default -> FuzzRequest.bytes("{\"" + "n".repeat(5000) + "\":1}");
        };
    }

    private byte[] nastyField(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (!(tree instanceof ObjectNode object)) {
                return FuzzRequest.bytes(nasty().toString());
            }
            List<String> fields = new ArrayList<>();
            object.fieldNames().forEachRemaining(fields::add);
            if (fields.isEmpty() || random.nextInt(8) == 0) {
                object.set(
                        ValidRequests.one(random, List.of("unknown", "", "\0", "a b", "A=B", "😀")),
                        nasty());
                return FuzzRequest.bytes(object.toString());
            }
            String field = ValidRequests.one(random, fields);
            switch (random.nextInt(6)) {
                case 0 -> object.remove(field);
                case 1 -> object.set(ValidRequests.one(random, TEXTS), object.get(field));
                default -> {
                    if (object.get(field) instanceof ObjectNode inner
                            && !inner.isEmpty()
                            && random.nextBoolean()) {
                        inner.set(inner.fieldNames().next(), nasty());
                    } else {
                        object.set(field, nasty());
                    }
                }
            }
            return FuzzRequest.bytes(object.toString());
        } catch (IOException e) {
            throw new IllegalStateException("a body of ours is no JSON", e);
        }
    }

    private JsonNode nasty() {
        return switch (random.nextInt(10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.numberNode(-1);
            case 3 -> NODES.numberNode(new java.math.BigDecimal("1e400"));
            case 4 -> NODES.arrayNode().add(ValidRequests.one(random, TEXTS));
            case 5 -> NODES.objectNode().put(ValidRequests.one(random, TEXTS), 1);
            default -> NODES.textNode(ValidRequests.one(random, TEXTS));
        };
    }
}
