// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceException;
import dev.hornero.git.SourceLimits;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 connection, kept between requests. The JDK's clients take a name and resolve it
 * themselves, after and apart from any check, which is why they are not used here.
 */
final class HttpConnection implements Closeable {

    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final int WORTH_READING = 4096;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String hostHeader;
    private InputStream lastBody = InputStream.nullInputStream();
    private boolean used;
    private volatile boolean open = true;

    private HttpConnection(Socket socket, Meter meter, String hostHeader) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(meter.on(socket.getInputStream()));
        this.out = socket.getOutputStream();
        this.hostHeader = hostHeader;
    }

    static HttpConnection open(
            HttpTarget target,
            CheckedHosts hosts,
            SSLSocketFactory tls,
            SourceLimits limits,
            Meter meter)
            throws SourceException, IOException {
        Socket plain = hosts.connect(target.host(), target.port(), limits.connect());
        try {
            Socket socket = plain;
            if (target.secure()) {
                plain.setSoTimeout(Math.toIntExact(limits.connect().toMillis()));
                SSLSocket secure =
                        (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
                secure.startHandshake();
                socket = secure;
            }
            socket.setSoTimeout(Math.toIntExact(limits.silence().toMillis()));
            return new HttpConnection(socket, meter, target.hostHeader());
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** Whether it served a request before, so that the server may have closed it meanwhile. */
    boolean used() {
        return used;
    }

    /** Whether another request can follow: reads what little may be left of the last answer. */
    boolean reusable() {
        if (!open) {
            return false;
        }
        try {
            if (lastBody.readNBytes(WORTH_READING).length < WORTH_READING) {
                return true;
            }
        } catch (IOException e) {
            close();
            return false;
        }
        close();
        return false;
    }

    HttpResponse send(String method, String target, Map<String, String> headers, byte[] body)
            throws IOException {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(hostHeader).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        message.writeBytes(body);
        message.writeTo(out);
        out.flush();
        HttpResponse response = response();
        used = true;
        return response;
    }

    private HttpResponse response() throws IOException {
        int status = status(line());
        Map<String, String> headers = headers();
        while (status >= 100 && status < 200) {
            status = status(line());
            headers = headers();
        }
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            open = false;
        }
        lastBody = body(status, headers);
        return new HttpResponse(status, headers, lastBody);
    }

    private InputStream body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return new HttpBody.Chunked(in);
        }
        String length = headers.get("content-length");
        if (length != null) {
            return new HttpBody.Fixed(in, HttpBody.length(length, 10));
        }
        open = false;
        return in;
    }

    private static int status(String line) throws IOException {
        if (!line.startsWith("HTTP/1.") || line.length() < 12) {
            throw new MalformedAnswer("no HTTP status line");
        }
        try {
            return Integer.parseInt(line.substring(9, 12));
        } catch (NumberFormatException e) {
            throw new MalformedAnswer("no HTTP status", e);
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = line();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        throw new MalformedAnswer("too many HTTP headers");
    }

    private String line() throws IOException {
        return line(in);
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < LONGEST_LINE) {
            int value = in.read();
            if (value < 0) {
                throw new EOFException("The git server closed the connection.");
            }
            if (value == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(value);
        }
        throw new MalformedAnswer("an HTTP header that does not end");
    }

    @Override
    public void close() {
        open = false;
        try {
            socket.close();
        } catch (IOException e) {
            // It is being given up: no one waits for it, and nothing is left to free
        }
    }
}
