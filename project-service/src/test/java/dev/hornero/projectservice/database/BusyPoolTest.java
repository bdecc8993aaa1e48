// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import org.junit.jupiter.api.Test;

class BusyPoolTest {
    private final BusyPool pool = new BusyPool();

    @Test
    void passesWhenAConnectionIsFreeWhateverThePoolSaysOfIt() {
        assertThat(pool.passes(new SQLException("Sorry, acquisition timeout!"))).isTrue();
        assertThat(pool.passes(new SQLException("Acquisition timeout while waiting"))).isTrue();
    }

    @Test
    void isNotWhatTheDatabaseRefuses() {
        assertThat(pool.passes(new SQLException("duplicate key", "23505"))).isFalse();
        assertThat(pool.passes(new SQLSyntaxErrorException("acquisition timeout"))).isFalse();
        assertThat(pool.passes(new IllegalStateException("Acquisition timeout"))).isFalse();
    }
}
