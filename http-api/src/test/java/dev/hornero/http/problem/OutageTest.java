// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.transaction.RollbackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
    /** The driver's own type: a state is always there, be it none. */
    private static final class DriverException extends SQLException {
        private static final long serialVersionUID = 1L;

        DriverException(String state, Throwable cause) {
            super("Acquisition timeout", state, cause);
        }
    }

    private static Stream<Arguments> whatPasses() {
        return Stream.of(
                arguments(
                        "all connections in use", new SQLException("Sorry, acquisition timeout!")),
                arguments(
                        "no new connection in time",
                        new SQLException("any words", new TimeoutException())),
                arguments("no connection", new DriverException("08001", new ConnectException())),
                arguments(
                        "an answer that never came",
                        new DriverException("08006", new SocketTimeoutException())),
                arguments("an answer cut off", new SocketException("Connection reset")),
                arguments("a timeout", new SQLTimeoutException("late")),
                arguments("a transient one", new SQLTransientConnectionException("gone")),
                arguments("a recoverable one", new SQLRecoverableException("gone")),
                arguments("a transaction that took too long", new RollbackException("reaped")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatPasses(String what, Exception failure) {
        assertThat(Outage.causes(failure)).isTrue();
        assertThat(Outage.causes(new IllegalStateException(new RuntimeException(failure))))
                .isTrue();
        assertThat(Problems.of(new IllegalStateException(failure)).status()).isEqualTo(503);
        Exception around = new IllegalStateException("around");
        around.addSuppressed(failure);
        assertThat(Outage.causes(around)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08001", "08003", "08006", "40001", "40P01", "53100", "53200", "53300",
                "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "99999"
            })
    void statesThatPass(String state) {
        assertThat(Outage.causes(new DriverException(state, null))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22021", "42P01", "42601", "57P04", "25006", "XX000", "5", ""})
    void statesThatStay(String state) {
        assertThat(Outage.causes(new DriverException(state, null))).isFalse();
    }

    private static Stream<Exception> whatStays() {
        return Stream.of(
                new IllegalStateException("Acquisition timeout"),
                new DriverException(null, null),
                new UncheckedIOException(new IOException("a row has no JSON")),
                rollback(new NullPointerException()));
    }

    private static Exception rollback(Throwable cause) {
        RollbackException failure = new RollbackException("rolled back");
        failure.initCause(cause);
        return failure;
    }

    @ParameterizedTest
    @MethodSource
    void whatStays(Exception failure) {
        assertThat(Outage.causes(failure)).isFalse();
        assertThat(Problems.of(failure).status()).isEqualTo(500);
    }

    /** A clock that is set by hand. */
    private static final class Watch extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void anOutageIsLoggedOnceHoweverManyCallsItFails() {
        Watch watch = new Watch();
        FailureLog log = new FailureLog(watch);
        assertThat(log.beginsOutage()).isTrue();
        for (int call = 0; call < 100; call++) {
            watch.now = watch.now.plusSeconds(50);
            assertThat(log.beginsOutage()).isFalse();
        }
        watch.now = watch.now.plus(Duration.ofSeconds(61));
        assertThat(log.beginsOutage()).isTrue();
    }
}
