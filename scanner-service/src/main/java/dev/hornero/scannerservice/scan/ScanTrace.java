// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.events.AcceptedBuild;
import dev.hornero.git.ReadObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One scan as a span, with one below it for each step. Where no tracing is switched on, only the
 * trace context passes through.
 */
final class ScanTrace implements AutoCloseable {
    private static final String TRACEPARENT = "traceparent";
    private static final TextMapGetter<Map<String, String>> HEADERS =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(Map<String, String> headers) {
                    return headers.keySet();
                }

                @Override
                public @Nullable String get(@Nullable Map<String, String> headers, String name) {
                    return headers == null ? null : headers.get(name);
                }
            };

    private final Tracer tracer;
    private final Span scan;
    private final Context context;

    ScanTrace(Tracer tracer, Span scan) {
        this.tracer = tracer;
        this.scan = scan;
        this.context = Context.root().with(scan);
    }

    /** Begins the span of a scan, below that of the event that asks for it. */
    static ScanTrace begin(Tracer tracer, AcceptedBuild build, Optional<String> traceparent) {
        Map<String, String> headers =
                traceparent.map(text -> Map.of(TRACEPARENT, text)).orElseGet(Map::of);
        Context asked =
                W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
        return new ScanTrace(
                tracer,
                tracer.spanBuilder("scan")
                        .setParent(asked)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setAttribute("hornero.build.id", build.build().id().toString())
                        .setAttribute("hornero.project_env", build.subject())
                        .startSpan());
    }

    /** Begins a step, which the caller ends. */
    Span step(String name) {
        return tracer.spanBuilder(name).setParent(context).startSpan();
    }

    /** Makes the steps of a read spans, and reports how many bytes it received. */
    ReadObserver reading(LongConsumer bytesReceived) {
        return new ReadObserver() {
            private Span current = Span.getInvalid();

            @Override
            public void begins(Step step) {
                current.end();
                current = step(nameOf(step));
            }

            @Override
            public void ended(long bytes) {
                current.end();
                bytesReceived.accept(bytes);
            }
        };
    }

    private static String nameOf(ReadObserver.Step step) {
        return switch (step) {
            case CONNECT -> "connect";
            case RESOLVE_COMMIT -> "resolve commit";
            case FETCH_COMMIT -> "fetch commit";
            case FETCH_FILE -> "fetch file";
        };
    }

    /** What the answer carries, so that the trace goes on with it. */
    Optional<String> traceparent() {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance()
                .inject(context, headers, (_, name, value) -> headers.put(name, value));
        return Optional.ofNullable(headers.get(TRACEPARENT));
    }

    void outcome(String outcome) {
        scan.setAttribute("hornero.scan.outcome", outcome);
    }

    @Override
    public void close() {
        scan.end();
    }
}
