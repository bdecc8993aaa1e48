// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassingFailureTest {
    /** As a driver has one. */
    private static final class DriverException extends SQLException {
        private static final long serialVersionUID = 1L;

        DriverException(String state) {
            super("the server says so", state);
        }
    }

    static Stream<Throwable> passing() {
        return Stream.of(
                new ConnectException("refused"),
                new NoRouteToHostException(),
                new SocketException("Connection reset"),
                new SocketTimeoutException(),
                new UnknownHostException("db"),
                new HttpTimeoutException("late"),
                new HttpConnectTimeoutException("late"),
                new ClosedChannelException(),
                new TimeoutException(),
                new SQLTransientConnectionException(),
                new SQLTimeoutException(),
                new SQLRecoverableException(),
                // Of the connection pool, which has no type of its own
                new SQLException("Sorry, acquisition timeout!"),
                new NotLeaderOrFollowerException("moved"),
                new org.apache.kafka.common.errors.TimeoutException("late"));
    }

    static Stream<Throwable> lasting() {
        return Stream.of(
                new IOException("anything"),
                new EOFException(),
                new FileNotFoundException(),
                new JsonParseException(null, "no JSON"),
                JsonMappingException.from(
                        (com.fasterxml.jackson.core.JsonParser) null, "no record"),
                new DriverException(null),
                new RecordTooLargeException(),
                new SerializationException(),
                new TopicAuthorizationException("builds"),
                new IllegalStateException("a row's facts cannot be read"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource
    void passing(Throwable failure) {
        assertThat(PassingFailure.COMMON.passes(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void lasting(Throwable failure) {
        assertThat(PassingFailure.COMMON.passes(failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08006", "40001", "40P01", "53300", "57P01", "57P03", "57014", "55P03",
                "25P03", "99999"
            })
    void aStateOfTheServerOrAConflictPasses(String state) {
        assertThat(PassingFailure.COMMON.passes(new DriverException(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "23505", "42P01", "42501", "22P02", "28P01", "08", ""})
    void aStateOfTheStatementLasts(String state) {
        assertThat(PassingFailure.COMMON.passes(new DriverException(state))).isFalse();
    }
}
