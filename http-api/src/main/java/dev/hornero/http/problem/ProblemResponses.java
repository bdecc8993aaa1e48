// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Problem documents for what ends before it comes to a resource. */
@Singleton
public final class ProblemResponses {
    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);

    private final ObjectMapper json;
    private final FailureLog log;

    ProblemResponses(ObjectMapper json, FailureLog log) {
        this.json = json;
        this.log = log;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::reportFailure);
    }

    private void reportFailure(RoutingContext request) {
        Throwable failure = request.failure();
        if (failure == null || (request.statusCode() >= 400 && request.statusCode() < 500)) {
            send(request, Problems.ofStatus(request.statusCode()));
            return;
        }
        ProblemDocument document = Problems.of(failure);
        log.log(document, failure);
        send(request, document);
    }

    /** Ends a request with a problem, unless it has been answered. */
    public void send(RoutingContext request, ProblemDocument document) {
        if (isOpen(request)) {
            write(request, document);
        }
    }

    /** As {@link #send}; what the caller still sends is not read. */
    public void sendAndClose(RoutingContext request, ProblemDocument document) {
        if (isOpen(request)) {
            request.response().putHeader(HttpHeaderNames.CONNECTION, "close");
            write(request, document).onComplete(_ -> request.request().connection().close());
        } else {
            request.request().connection().close();
        }
    }

    private static boolean isOpen(RoutingContext request) {
        return !request.response().ended() && !request.response().headWritten();
    }

    private Future<Void> write(RoutingContext request, ProblemDocument document) {
        document.headers().forEach(request.response()::putHeader);
        return request.response()
                .setStatusCode(document.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .end(text(document))
                .onFailure(gone -> LOG.debugf(gone, "The caller went away"));
    }

    private String text(ProblemDocument document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document has no JSON", e);
        }
    }
}
