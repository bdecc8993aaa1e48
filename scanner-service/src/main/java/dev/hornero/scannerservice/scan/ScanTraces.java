// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.events.AcceptedBuild;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Traces scans; where no tracing is switched on, only the trace context passes through. */
@Singleton
final class ScanTraces {
    static final String TRACEPARENT = "traceparent";

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

    ScanTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Begins the span of a scan, below that of the event that asks for it. */
    ScanTrace begin(AcceptedBuild build, Optional<String> traceparent) {
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
}
