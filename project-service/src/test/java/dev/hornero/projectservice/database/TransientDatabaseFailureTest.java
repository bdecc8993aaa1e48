// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransientDatabaseFailureTest {
    private final TransientDatabaseFailure failure = new TransientDatabaseFailure();

    @Test
    void anExhaustedPoolIsTransientWhateverItsMessage() {
        assertThat(failure.passes(new SQLException("Sorry, acquisition timeout!"))).isTrue();
        assertThat(failure.passes(new SQLException("Acquisition timeout while waiting"))).isTrue();
    }

    @Test
    void aRefusalOfTheDatabaseIsNot() {
        assertThat(failure.passes(new SQLException("duplicate key", "23505"))).isFalse();
        assertThat(failure.passes(new SQLSyntaxErrorException("acquisition timeout"))).isFalse();
        assertThat(failure.passes(new IllegalStateException("Acquisition timeout"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014", "25P03", "25P04", "40001", "40P01"})
    void aLockedRowAndAConflictAreTransient(String state) {
        assertThat(failure.passes(new SQLException("locked", state))).isTrue();
    }

    @Test
    void aRollbackIsTransientUnlessSomethingCausedIt() {
        RollbackException caused = new RollbackException("rolled back");
        caused.initCause(new IllegalStateException("a defect"));

        assertThat(failure.passes(new RollbackException("rolled back"))).isTrue();
        assertThat(failure.passes(caused)).isFalse();
    }

    @Test
    void ofTheProblemsOnlyUnavailableIsTransient() {
        assertThat(failure.passes(ProblemException.of(Problem.UNAVAILABLE, "later"))).isTrue();
        assertThat(failure.passes(ProblemException.of(Problem.CONFLICT, "never"))).isFalse();
    }

    @Test
    void aDatabaseThatIsNotReadyIsTransient() {
        assertThat(failure.passes(new SchemaNotReadyException())).isTrue();
    }
}
