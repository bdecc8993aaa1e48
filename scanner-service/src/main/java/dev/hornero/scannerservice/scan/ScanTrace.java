// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.git.ReadObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One scan as a span, with one below it for each step. */
final class ScanTrace implements AutoCloseable {
    private final Tracer tracer;
    private final Span scan;
    private final Context context;

    ScanTrace(Tracer tracer, Span scan) {
        this.tracer = tracer;
        this.scan = scan;
        this.context = Context.root().with(scan);
    }

    /** Begins a step; whoever takes it ends it. */
    Span step(String name) {
        return tracer.spanBuilder(name).setParent(context).startSpan();
    }

    /** Makes the steps of a read spans, and tells what it cost. */
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
        return Optional.ofNullable(headers.get(ScanTraces.TRACEPARENT));
    }

    void outcome(String outcome) {
        scan.setAttribute("hornero.scan.outcome", outcome);
    }

    @Override
    public void close() {
        scan.end();
    }
}
