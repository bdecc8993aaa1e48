// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.ContextHolder;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.commit.KafkaThrottledLatestProcessedCommit;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The connector's throttled commit, which here learns of a record when it is polled. By itself it
 * learns of one only once the records of its key before it are done, and commits past those that
 * wait for their turn: a service that dies then loses them (SmallRye Reactive Messaging 4.33 with
 * {@code throttled.ordered=key}).
 */
final class CommitsInOrder extends ContextHolder implements KafkaCommitHandler {
    /** Makes the {@code commit-strategy} of every channel. */
    @ApplicationScoped
    @Identifier("in-order")
    static class Factory implements KafkaCommitHandler.Factory {
        private final KafkaThrottledLatestProcessedCommit.Factory throttled;

        Factory(
                @Identifier(Strategy.THROTTLED)
                        KafkaThrottledLatestProcessedCommit.Factory throttled) {
            this.throttled = throttled;
        }

        @Override
        public KafkaCommitHandler create(
                KafkaConnectorIncomingConfiguration config,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> reportFailure) {
            return new CommitsInOrder(
                    vertx, throttled.create(config, vertx, consumer, reportFailure));
        }
    }

    private final KafkaThrottledLatestProcessedCommit throttled;

    private CommitsInOrder(Vertx vertx, KafkaThrottledLatestProcessedCommit throttled) {
        super(vertx, throttled.getTimeoutInMillis());
        this.throttled = throttled;
    }

    @Override
    public void capture(Context context) {
        super.capture(context);
        throttled.capture(context);
    }

    @Override
    public void capture(io.vertx.core.Context context) {
        capture(Context.newInstance(context));
    }

    @Override
    public <K, V> Multi<IncomingKafkaRecord<K, V>> decorateStream(
            Multi<IncomingKafkaRecord<K, V>> polled) {
        return throttled.decorateStream(
                polled.onItem().transformToUniAndConcatenate(throttled::received));
    }

    @Override
    public <K, V> Uni<IncomingKafkaRecord<K, V>> received(IncomingKafkaRecord<K, V> record) {
        return Uni.createFrom().item(record);
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
        return throttled.handle(record);
    }

    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
        throttled.partitionsAssigned(partitions);
    }

    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        throttled.partitionsRevoked(partitions);
    }

    @Override
    public void terminate(boolean graceful) {
        throttled.terminate(graceful);
    }
}
