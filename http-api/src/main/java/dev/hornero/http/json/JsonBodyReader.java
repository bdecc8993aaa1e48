// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.json;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/** Reads every JSON body, in place of the framework's reader, which takes what is ambiguous. */
@Provider
@Singleton
@Consumes(MediaType.WILDCARD)
public final class JsonBodyReader implements ServerMessageBodyReader<Object> {
    private final JsonBodies bodies;

    JsonBodyReader(JsonBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo method, MediaType media) {
        return true;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType media) {
        return true;
    }

    @Override
    public @Nullable Object readFrom(
            Class<Object> type, Type genericType, MediaType media, ServerRequestContext context) {
        return read(context.getInputStream(), genericType, media);
    }

    @Override
    public @Nullable Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        return read(body, genericType, media);
    }

    /** Without a body there is no type of one, even if a client names one. */
    private @Nullable Object read(InputStream body, Type type, MediaType media) {
        byte[] bytes = bytes(body);
        if (bytes.length > 0 && !media.getSubtype().endsWith("json")) {
            throw new NotSupportedException();
        }
        return bodies.read(bytes, type);
    }

    private static byte[] bytes(InputStream body) {
        try {
            return body.readAllBytes();
        } catch (IOException _) {
            throw ProblemException.of(Problem.BAD_REQUEST, "The body broke off. Send it whole.");
        }
    }
}
