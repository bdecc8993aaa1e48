// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** One stream in each direction that stays open for many requests: ssh and git's own TCP. */
final class StreamWire implements Wire {

    /** Opens the streams to a {@code git-upload-pack} that was just started. */
    interface Connector {
        Link connect() throws IOException, SourceException;
    }

    /** The two streams; closing it ends both, without an error. */
    interface Link extends Closeable {
        InputStream in() throws IOException;

        OutputStream out() throws IOException;

        @Override
        void close();
    }

    private final Connector connector;
    private final Meter meter;
    private volatile @Nullable Link link;
    private InputStream in = InputStream.nullInputStream();

    StreamWire(Connector connector, Meter meter) {
        this.connector = connector;
        this.meter = meter;
    }

    @Override
    public InputStream greeting() throws IOException, SourceException {
        abandon();
        Link fresh = connector.connect();
        link = fresh;
        in = new BufferedInputStream(meter.on(fresh.in()));
        return in;
    }

    @Override
    public InputStream ask(byte[] request) throws IOException {
        Link current = link;
        if (current == null) {
            throw new IOException("the connection was closed");
        }
        current.out().write(request);
        current.out().flush();
        return in;
    }

    @Override
    public void abandon() {
        Link current = link;
        link = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public boolean stateless() {
        return false;
    }

    @Override
    public void close() {
        abandon();
    }
}
