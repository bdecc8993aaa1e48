// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretLookingNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"TOKEN", "NPM_TOKEN", "db_password", "AWS_SECRET_ACCESS_KEY", "apikey"})
    void aPartThatNamesASecretMakesItLookSecret(String name) {
        assertThat(SecretLookingName.test(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERSION", "PUBLIC_KEY", "TOKEN_FILE", "MONKEY", "SECRET_VERSION", "_"})
    void otherNamesDoNot(String name) {
        assertThat(SecretLookingName.test(name)).isFalse();
    }
}
