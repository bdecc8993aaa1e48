// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class SecretNameTest {
    /** The names are those of ARGs in public Dockerfiles. */
    @ParameterizedTest
    @CsvFileSource(resources = "/secret-names.csv", numLinesToSkip = 1)
    void isToldFromOtherNames(String name, boolean secret) {
        assertThat(SecretName.looksSecret(name)).isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.password,true",
        "my-npm-token,true",
        "_authToken,true",
        "pgpassword,true",
        "dbPassword,true",
        "Mysql_RootPassword,true",
        "pg_auth_mon,false",
        "tokenizerVersion,false",
        "'',false",
        "_,false",
        "42,false",
    })
    void mayBeWrittenInAnyWay(String name, boolean secret) {
        assertThat(SecretName.looksSecret(name)).isEqualTo(secret);
    }

    @Property
    void ofAPasswordStaysOneWhateverStandsBefore(@ForAll String before) {
        assertThat(SecretName.looksSecret("X_" + before.replaceAll("(?i)[a-z]", "q") + "_PASSWORD"))
                .isTrue();
    }
}
