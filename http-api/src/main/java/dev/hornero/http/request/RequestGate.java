// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemDocument;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.http.problem.ProblemResponses;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses what no resource could read, before the caller is known and before anything blocks. The
 * server itself refuses more than twice these sizes, without a document.
 */
@Singleton
final class RequestGate {
    private static final int LONGEST_ADDRESS = 8 * 1024;
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final String LARGEST_BODY = "quarkus.http.limits.max-body-size";

    private final ProblemResponses responses;
    private final long largestBody;

    private final Duration bodyTimeout;

    RequestGate(ProblemResponses responses, LimitConfig limits) {
        this.responses = responses;
        this.bodyTimeout = limits.bodyTimeout();
        this.largestBody =
                ConfigProvider.getConfig()
                        .getOptionalValue(LARGEST_BODY, MemorySize.class)
                        .map(MemorySize::asLongValue)
                        .orElse(Long.MAX_VALUE);
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        HeadDeadline.headArrived(request.connection());
        context.addEndHandler(_ -> HeadDeadline.answered(request.connection()));
        try {
            checkSizes(request);
            RequestText.checkPath(String.valueOf(request.path()));
            if (request.query() != null) {
                RequestText.checkQuery(request.query());
            }
            RequestText.checkAddress(request.uri());
            request.headers().getAll(HttpHeaderNames.ACCEPT).forEach(RequestText::checkAccept);
            request.headers()
                    .getAll(HttpHeaderNames.CONTENT_TYPE)
                    .forEach(RequestText::checkContentType);
        } catch (ProblemException e) {
            responses.sendAndClose(context, e.document());
            return;
        }
        awaitBody(context);
        context.next();
    }

    /** A body that trickles in has its time, and no thread of ours longer than that. */
    private void awaitBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean hasBody =
                request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                        || request.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
        if (hasBody) {
            long deadline =
                    context.vertx()
                            .setTimer(
                                    bodyTimeout.toMillis(),
                                    _ -> {
                                        if (!request.isEnded()) {
                                            responses.sendAndClose(context, tooSlow());
                                        }
                                    });
            context.addEndHandler(_ -> context.vertx().cancelTimer(deadline));
        }
    }

    private ProblemDocument tooSlow() {
        return ProblemDocument.of(
                Problem.TOO_SLOW, "Send the whole body within " + bodyTimeout + ".");
    }

    private void checkSizes(HttpServerRequest request) {
        if (request.uri().length() > LONGEST_ADDRESS) {
            throw ProblemException.of(
                    Problem.ADDRESS_TOO_LONG, "Use at most " + LONGEST_ADDRESS + " characters.");
        }
        long headers = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            headers += header.getKey().length() + header.getValue().length() + 4L;
        }
        if (headers > LONGEST_HEADERS) {
            throw ProblemException.of(
                    Problem.HEADERS_TOO_LARGE, "Send at most " + LONGEST_HEADERS + " bytes.");
        }
        String length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && isTooLarge(length)) {
            throw ProblemException.of(
                    Problem.TOO_LARGE, "Send at most " + largestBody + " bytes in one request.");
        }
    }

    /** The server has refused already what is no number. */
    private boolean isTooLarge(String length) {
        return length.length() > 18 || Long.parseLong(length) > largestBody;
    }
}
