// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hornero.embedded.test.SecretRecords;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every record of this service and of what it uses. */
class SecretRecordsTest {
    /** Names and ids, or values of which the secret ones are left out. */
    private static final Set<String> HARMLESS = Set.of("ValueKeys");

    @Test
    void noRecordShowsASecretInItsText() {
        List<Class<?>> records =
                new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("dev.hornero")
                                .stream()
                                .filter(JavaClass::isRecord)
                                .<Class<?>>map(JavaClass::reflect)
                                .filter(SecretRecords::holdsASecret)
                                .toList();

        assertThat(records).isNotEmpty();
        assertThat(records)
                .filteredOn(SecretRecords::showsAllItHolds)
                .extracting(Class::getSimpleName)
                .isSubsetOf(HARMLESS);
    }
}
