// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.hornero.houserules.HouseRules;
import dev.hornero.houserules.ServiceRules;

@AnalyzeClasses(
        packages = "dev.hornero.projectservice",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);
    @ArchTest static final ArchTests SERVICE = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule onlyCredentialsKnowSshd =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..credential..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.sshd..");
}
