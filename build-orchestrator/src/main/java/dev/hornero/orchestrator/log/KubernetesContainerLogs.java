// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import jakarta.inject.Singleton;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Through the API server. Not by the client's own watchLog: that lists the Pod before each log, and
 * gives the text of a refusal as if it were the log.
 */
@Singleton
final class KubernetesContainerLogs implements ContainerLogs {
    private final KubernetesClient client;

    KubernetesContainerLogs(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public InputStream open(String namespace, String pod, String container, Optional<Instant> since)
            throws IOException {
        String from =
                since.map(at -> "&sinceTime=" + at.truncatedTo(ChronoUnit.SECONDS)).orElse("");
        HttpRequest request =
                client.getHttpClient()
                        .newHttpRequestBuilder()
                        .uri(
                                "%sapi/v1/namespaces/%s/pods/%s/log?container=%s&follow=true&timestamps=true%s"
                                        .formatted(
                                                client.getMasterUrl(),
                                                namespace,
                                                pod,
                                                container,
                                                from))
                        .build();
        HttpResponse<InputStream> answer = send(request);
        InputStream log = new UnlessRead(answer.body());
        if (!answer.isSuccessful()) {
            String refusal = new String(log.readAllBytes(), StandardCharsets.UTF_8);
            throw new IOException("code %d: %s".formatted(answer.code(), refusal));
        }
        return log;
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.getHttpClient().sendAsync(request, InputStream.class);
        try {
            return answer.get(client.getConfiguration().getRequestTimeout(), MILLISECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("no reader waits for the log any more");
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer", e);
        } catch (ExecutionException | KubernetesClientException e) {
            throw new IOException(e);
        }
    }

    /**
     * Closes a stream only before its end. At its end the connection goes back to the client's
     * pool, and closing the stream would cut the request that has it by then.
     */
    private static final class UnlessRead extends FilterInputStream {
        private boolean read;

        UnlessRead(InputStream log) {
            super(log);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            read = read || next < 0;
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            read = read || count < 0;
            return count;
        }

        @Override
        public void close() throws IOException {
            if (!read) {
                super.close();
            }
        }
    }
}
