// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/**
 * Requests whose answers are acknowledged as they come. git daemon writes an answer in pieces, and
 * its kernel holds back each small one until the one before is acknowledged; ours would do that
 * with the next request, or after 40 ms.
 */
final class PromptRequests extends FilterOutputStream {

    private final Socket socket;
    private final boolean supported;

    PromptRequests(Socket socket) throws IOException {
        super(socket.getOutputStream());
        this.socket = socket;
        this.supported = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /** Linux forgets it with the next piece that is sent, so it is said each time. */
    @Override
    public void flush() throws IOException {
        super.flush();
        if (supported) {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }
}
