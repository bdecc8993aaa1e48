// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.hornero.houserules.HouseRules;
import dev.hornero.houserules.ServiceRules;

@AnalyzeClasses(
        packages = "dev.hornero.statusservice",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);
    @ArchTest static final ArchTests SERVICE = ArchTests.in(ServiceRules.class);
}
