// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.transport.Transport;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link HeadDeadline} before every connection of a server: those here speak HTTP. Neither
 * Quarkus nor Vert.x has a setting for it, and a server is seen only here before it takes
 * connections.
 */
public final class HeadDeadlines implements VertxServiceProvider {
    /** Where it is not the application that makes a Vert.x. */
    private static final Duration DEFAULT = Duration.ofSeconds(10);

    @Override
    public void init(VertxBuilder builder) {
        Transport transport = builder.findTransport();
        if (transport != null) {
            Duration limit =
                    ConfigProvider.getConfig()
                            .getOptionalValue(LimitConfig.HEAD_TIMEOUT, Duration.class)
                            .orElse(DEFAULT);
            builder.findTransport(new WithDeadlines(transport, limit));
        }
    }

    /** Sees each connection before the server does. */
    @Sharable
    private static final class Acceptor extends ChannelInboundHandlerAdapter {
        private final Duration limit;

        Acceptor(Duration limit) {
            this.limit = limit;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object connection) {
            if (connection instanceof Channel channel) {
                channel.pipeline().addFirst(new HeadDeadline(limit));
            }
            context.fireChannelRead(connection);
        }
    }

    private record WithDeadlines(Transport transport, Duration limit) implements Transport {
        @Override
        public void configure(NetServerOptions options, boolean domain, ServerBootstrap server) {
            transport.configure(options, domain, server);
            server.handler(new Acceptor(limit));
        }

        @Override
        public void configure(ClientOptionsBase options, boolean domain, Bootstrap client) {
            transport.configure(options, domain, client);
        }

        @Override
        public void configure(DatagramChannel channel, DatagramSocketOptions options) {
            transport.configure(channel, options);
        }

        @Override
        public boolean supportsDomainSockets() {
            return transport.supportsDomainSockets();
        }

        @Override
        public boolean supportFileRegion() {
            return transport.supportFileRegion();
        }

        @Override
        public boolean isAvailable() {
            return transport.isAvailable();
        }

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return transport.unavailabilityCause();
        }

        @Override
        public java.net.SocketAddress convert(SocketAddress address) {
            return transport.convert(address);
        }

        @Override
        public SocketAddress convert(java.net.SocketAddress address) {
            return transport.convert(address);
        }

        @Override
        public EventLoopGroup eventLoopGroup(
                int type, int threads, ThreadFactory factory, int ioRatio) {
            return transport.eventLoopGroup(type, threads, factory, ioRatio);
        }

        @Override
        public DatagramChannel datagramChannel() {
            return transport.datagramChannel();
        }

        @Override
        public DatagramChannel datagramChannel(InternetProtocolFamily family) {
            return transport.datagramChannel(family);
        }

        @Override
        public ChannelFactory<? extends Channel> channelFactory(boolean domain) {
            return transport.channelFactory(domain);
        }

        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domain) {
            return transport.serverChannelFactory(domain);
        }
    }
}
