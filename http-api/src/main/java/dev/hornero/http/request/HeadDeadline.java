// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request line and headers are not complete in time, however many bytes
 * trickle in. The time begins with the connection, and later with the first byte of each request; a
 * connection that rests between requests has the idle time-out. For HTTP/1.1 only.
 */
public final class HeadDeadline extends ChannelInboundHandlerAdapter {
    /**
     * Takes whether a request is being handled. A type of the JDK, since after a live reload the
     * handlers of the server are still those of the classes before.
     */
    private static final AttributeKey<Consumer<Boolean>> KEY =
            AttributeKey.valueOf(HeadDeadline.class, "handling");

    private final Duration limit;
    private @Nullable Future<?> deadline;
    private volatile boolean handling;

    HeadDeadline(Duration limit) {
        this.limit = limit;
    }

    /** Its head is complete: takes the deadline away. On the connection's event loop. */
    public static void headArrived(HttpConnection connection) {
        handling(connection, true);
    }

    /** It was answered: what comes now is the head of the next. */
    public static void answered(HttpConnection connection) {
        handling(connection, false);
    }

    private static void handling(HttpConnection connection, boolean now) {
        if (connection instanceof ConnectionBase base) {
            Consumer<Boolean> handler = base.channel().attr(KEY).get();
            if (handler != null) {
                handler.accept(now);
            }
        }
    }

    private void handling(boolean now) {
        handling = now;
        if (now) {
            disarm();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().attr(KEY).set(this::handling);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        arm(context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!handling && deadline == null) {
            arm(context);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        disarm();
        context.fireChannelInactive();
    }

    private void arm(ChannelHandlerContext context) {
        Runnable end =
                () -> {
                    var _ = context.close();
                };
        deadline = context.executor().schedule(end, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void disarm() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
